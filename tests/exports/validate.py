"""Opens every export with the programs that its users open it with.

    python3 tests/exports/validate.py target/release/recount [REPORT...]

Adds the reports (usually `examples/` and a hostile one) to a fresh ledger, exports every profile and lets pandas,
polars, libhxl, stix2, ogr2ogr and feedparser read it. What is not installed is skipped and named. Ends with 1 where one
of them refuses a file, or where rows, refused and merged incidents are not the incidents selected.
"""

import csv
import importlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TABLES = HERE.parent.parent / "crates" / "record" / "codebooks"
SHEETS = ["acled", "ucdp", "gtd", "awsd", "hxl", "prio-grid", "country-month"]
OTHERS = ["plover", "muc4", "stix", "kml", "atom"]
TALLY = re.compile(r"(\d+) of (\d+) incidents exported(?:, (\d+) merged into others)?, (\d+) refused")

skipped = set()
failed = []


def module(name):
    """A module, or nothing where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        skipped.add(name)
        return None


def columns(profile):
    """The columns of a profile and what they are read as."""
    with open(TABLES / f"{profile}.tsv", encoding="utf-8") as table:
        return {row["column"]: row["is"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}


def check(what, is_right, why=""):
    """Notes what is wrong."""
    if not is_right:
        failed.append(f"{what}: {why}")


def with_pandas(profile, path):
    pandas = module("pandas")
    if pandas is None:
        return
    types = {"text": "string", "integer": "Int64", "number": "float64", "date": "string"}
    known = columns(profile)
    skip = [1] if profile == "hxl" else None
    frame = pandas.read_csv(path, dtype={name: types[kind] for name, kind in known.items()}, skiprows=skip)
    check(f"{profile}, pandas", list(frame.columns) == list(known), "other columns than the codebook's")
    for name, kind in known.items():
        if kind == "date":
            pandas.to_datetime(frame[name].dropna(), format="%Y-%m-%d")


def with_polars(profile, path):
    polars = module("polars")
    if polars is None:
        return
    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date}
    known = columns(profile)
    frame = polars.read_csv(
        path,
        schema_overrides={name: types[kind] for name, kind in known.items()},
        skip_rows_after_header=1 if profile == "hxl" else 0,
    )
    check(f"{profile}, polars", frame.columns == list(known), "other columns than the codebook's")


def with_hxl(path):
    hxl = module("hxl")
    if hxl is None:
        return
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    check("hxl, libhxl", len(source.columns) == len(columns("hxl")), "other tags than the codebook's")
    # A cell is blank where nobody tells of the dead ("gunmen kidnapped 12 pupils"); every other holds a number.
    told = [row.get("#affected+killed") for row in source]
    told = [dead for dead in told if dead not in (None, "")]
    check("hxl, libhxl", told and all(dead.isdigit() for dead in told), "no number of the dead in any row, or no number in one")
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    check("hxl, libhxl", source.validate(), "the validator refuses it")


def with_stix(path):
    stix2 = module("stix2")
    if stix2 is None:
        return
    bundle = json.loads(path.read_text(encoding="utf-8"))
    ids = {item["id"] for item in bundle["objects"]}
    check("stix", len(ids) == len(bundle["objects"]), "an id twice")
    for item in bundle["objects"]:
        stix2.parse(item, version="2.1")
        refs = item.get("object_refs", []) + [item[key] for key in ("source_ref", "target_ref", "created_by_ref") if key in item]
        check("stix", set(refs) <= ids, f"{item['id']} points at nothing")
    stix2.parse(bundle, version="2.1")
    validator = module("stix2validator")
    if validator is not None:
        results = validator.validate_instance(bundle)
        check("stix, stix2-validator", results.is_valid, "; ".join(str(error) for error in results.errors[:5]) if results.errors else "")


def with_ogr(path, selected):
    if shutil.which("ogr2ogr") is None:
        skipped.add("ogr2ogr")
        return
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.csv"
        subprocess.run(["ogr2ogr", "-f", "CSV", out, path, "-lco", "GEOMETRY=AS_XY"], check=True, capture_output=True)
        with open(out, encoding="utf-8", newline="") as rows:
            found = sum(1 for _ in csv.DictReader(rows))
    check(f"{path.name}, ogr2ogr", found == selected, f"{found} places instead of {selected}")


def with_feedparser(path, exported):
    feedparser = module("feedparser")
    if feedparser is None:
        return
    feed = feedparser.parse(str(path))
    check("atom, feedparser", not feed.bozo and len(feed.entries) == exported, str(feed.get("bozo_exception", "entries are lost")))
    check("atom, feedparser", all("<script" not in entry.title for entry in feed.entries), "markup in a title")


def with_muc4(path):
    heads = re.findall(r"^0\.  MESSAGE: ID {21}\S+$", path.read_text(encoding="utf-8"), re.MULTILINE)
    slots = re.findall(r"^\d+\. +[A-Z ]+: [A-Z ]*[A-Z] +\S", path.read_text(encoding="utf-8"), re.MULTILINE)
    check("muc4", heads and len(slots) == 25 * len(heads), "not 25 slots a template")


def export(program, ledger, profile, path):
    """Exports a profile twice; gives how many incidents have a row."""
    call = [program, "export", "--ledger", ledger, "--profile", profile, "--out", path]
    told = subprocess.run(call, check=True, capture_output=True, text=True).stderr
    before = path.read_bytes()
    subprocess.run(call, check=True, capture_output=True)
    check(profile, path.read_bytes() == before, "other bytes the second time")
    exported, selected, merged, refused = (int(n or 0) for n in TALLY.search(told).groups())
    check(profile, exported + merged + refused == selected, told)
    return exported


def main(program, reports):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        ledger = folder / "recount.db"
        subprocess.run([program, "add", "--ledger", ledger, *reports, HERE / "hostile.jsonl"], check=True, capture_output=True)
        for profile in SHEETS:
            path = folder / f"{profile}.csv"
            export(program, ledger, profile, path)
            with_pandas(profile, path)
            with_polars(profile, path)
            if profile == "hxl":
                with_hxl(path)
        found = {profile: export(program, ledger, profile, folder / f"out.{profile}") for profile in OTHERS}
        with_stix(folder / "out.stix")
        with_ogr(folder / "out.kml", found["kml"])
        with_feedparser(folder / "out.atom", found["atom"])
        with_muc4(folder / "out.muc4")
        geojson = folder / "out.geojson"
        subprocess.run([program, "export", "--ledger", ledger, "--profile", "geojson", "--out", geojson], check=True)
        with_ogr(geojson, len(json.loads(geojson.read_text(encoding="utf-8"))["features"]))
    for name in sorted(skipped):
        print(f"skipped: {name} is not installed; `cargo x setup` installs it")
    for line in failed:
        print(f"error: {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
