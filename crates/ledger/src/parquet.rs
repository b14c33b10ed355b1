//! Incidents as a Parquet table, a row each.
//!
//! In: what stands. Out: the bytes of one file; the same ledger gives the same bytes. Figures have three columns each
//! (`killed_low`, `killed_best`, `killed_high`); lists are words with `; ` between, as in the field's tables.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use recount::Date;
use recount::reconcile::{OUTCOMES, day_number};

use crate::state::{Figures, State};

/// The values of a column, a value a row.
enum Values {
    Words(Vec<Option<ByteArray>>),
    Day(Vec<Option<i32>>),
    Number(Vec<Option<i64>>),
    Degrees(Vec<Option<f64>>),
    Flag(Vec<Option<bool>>),
}

impl Values {
    /// The column's type in the file's schema.
    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::Words(_) => ("BYTE_ARRAY", " (STRING)"),
            Self::Day(_) => ("INT32", " (DATE)"),
            Self::Number(_) => ("INT64", ""),
            Self::Degrees(_) => ("DOUBLE", ""),
            Self::Flag(_) => ("BOOLEAN", ""),
        }
    }

    fn write(self, column: &mut SerializedColumnWriter) -> Result<(), ParquetError> {
        match self {
            Self::Words(values) => write::<ByteArrayType>(column, &values),
            Self::Day(values) => write::<Int32Type>(column, &values),
            Self::Number(values) => write::<Int64Type>(column, &values),
            Self::Degrees(values) => write::<DoubleType>(column, &values),
            Self::Flag(values) => write::<BoolType>(column, &values),
        }
    }
}

fn write<T: DataType>(column: &mut SerializedColumnWriter, values: &[Option<T::T>]) -> Result<(), ParquetError> {
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let told: Vec<T::T> = values.iter().flatten().cloned().collect();
    column.typed::<T>().write_batch(&told, Some(&levels), None).map(drop)
}

/// The file.
pub(crate) fn table(states: &[State]) -> Result<Vec<u8>, ParquetError> {
    let columns = columns(states);
    let fields = columns.iter().map(|(name, values)| {
        let (kind, meaning) = values.kind();
        format!("  OPTIONAL {kind} {name}{meaning};\n")
    });
    let schema = Arc::new(parse_message_type(&format!("message incidents {{\n{}}}", fields.collect::<String>()))?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut rows = file.next_row_group()?;
    for (_, values) in columns {
        let mut column = rows.next_column()?.ok_or_else(|| ParquetError::General("fewer columns than in the schema".to_owned()))?;
        values.write(&mut column)?;
        column.close()?;
    }
    rows.close()?;
    file.into_inner()
}

fn columns(states: &[State]) -> Vec<(String, Values)> {
    let words = |value: fn(&State) -> Option<String>| {
        Values::Words(states.iter().map(|state| value(state).map(|words| ByteArray::from(words.into_bytes()))).collect())
    };
    let number = |value: &dyn Fn(&State) -> Option<i64>| Values::Number(states.iter().map(value).collect());
    let degrees = |value: fn((f64, f64)) -> f64| Values::Degrees(states.iter().map(|state| state.point.map(value)).collect());
    let day = |value: fn(&(String, String)) -> &String| {
        let day = |state: &State| state.when.as_ref().and_then(|when| value(when).parse::<Date>().ok()).map(day_number);
        Values::Day(states.iter().map(day).collect())
    };
    let mut columns = vec![
        ("id", words(|state| Some(state.id.clone()))),
        ("tactic", words(|state| Some(state.tactic.clone()))),
        ("first_day", day(|when| &when.0)),
        ("last_day", day(|when| &when.1)),
        ("day_assumed", Values::Flag(states.iter().map(|state| Some(state.day_assumed)).collect())),
        ("place", words(|state| state.place.clone())),
        ("region", words(|state| state.region.clone())),
        ("country", words(|state| state.country.clone())),
        ("lat", degrees(|point| point.0)),
        ("lon", degrees(|point| point.1)),
        ("initiators", words(|state| Some(state.initiators.join("; ")))),
        ("targets", words(|state| Some(state.targets.join("; ")))),
        ("count_rule", words(|state| Some(state.rule.clone()))),
        ("reports", number(&|state| Some(state.members.len() as i64))),
        ("sources", number(&|state| Some(state.sources as i64))),
        ("findings", words(|state| Some(state.findings.iter().map(|it| it.message.as_str()).collect::<Vec<_>>().join("; ")))),
        ("report_keys", words(|state| Some(state.members.iter().map(|it| it.report.as_str()).collect::<Vec<_>>().join("; ")))),
    ];
    let mut columns: Vec<(String, Values)> = columns.drain(..).map(|(name, values)| (name.to_owned(), values)).collect();
    for outcome in OUTCOMES {
        let figure = |value: fn(&Figures) -> Option<u32>| {
            number(&|state| state.figures.iter().find(|figures| figures.outcome == outcome).and_then(value).map(i64::from))
        };
        columns.push((format!("{outcome}_low"), figure(|figures| Some(figures.low))));
        columns.push((format!("{outcome}_best"), figure(|figures| Some(figures.best))));
        columns.push((format!("{outcome}_high"), figure(|figures| figures.high)));
    }
    columns
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;

    fn state(id: &str, killed: Option<u32>) -> State {
        let figures = killed.map(|killed| Figures {
            outcome: "killed".to_owned(),
            low: killed,
            best: killed,
            high: None,
            from: vec!["first".to_owned()],
            sources: 1,
        });
        State {
            id: id.to_owned(),
            tactic: "bombing".to_owned(),
            when: Some(("2023-03-13".to_owned(), "2023-03-13".to_owned())),
            day_assumed: false,
            place: Some("Gao; Château".to_owned()),
            region: None,
            country: Some("ML".to_owned()),
            point: Some((16.25, -0.05)),
            initiators: vec!["One".to_owned(), "Two".to_owned()],
            targets: Vec::new(),
            rule: "latest".to_owned(),
            figures: figures.into_iter().collect(),
            sources: 1,
            members: Vec::new(),
            findings: Vec::new(),
        }
    }

    #[test]
    fn a_table_is_read_back_as_it_was() {
        let states = [state("a", Some(5)), state("b", None)];
        let bytes = table(&states).unwrap();
        assert_eq!(bytes, table(&states).unwrap());
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr();
        let column = |name: &str| schema.columns().iter().position(|column| column.name() == name).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows[0].get_string(column("place")).unwrap(), "Gao; Château");
        assert_eq!(rows[0].get_string(column("initiators")).unwrap(), "One; Two");
        assert_eq!(rows[0].get_long(column("killed_best")).unwrap(), 5);
        assert_eq!(rows[0].get_double(column("lat")).unwrap(), 16.25);
        assert!(rows[0].get_long(column("killed_high")).is_err() && rows[1].get_long(column("killed_best")).is_err());
    }
}
