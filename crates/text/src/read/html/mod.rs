//! Web pages to reports. In: the HTML of a page. Out: a [`Page`] for each report on it: title, text, day, outlet.
//!
//! The text has a line for each paragraph, heading and list point, parted by blank lines. Menus, adverts, captions,
//! links to other reports and readers' comments are left out. Where a page clearly holds several articles, each is a
//! report of its own.
//!
//! ```
//! use recount_text::read::read_html;
//! let html = "<title>Two die</title><nav>Home</nav><p>Two guards were killed.<p>A road was closed. \
//!     <div class=share>Tell others</div>";
//! let pages = read_html(html, 512).unwrap();
//! assert_eq!(pages[0].title.as_deref(), Some("Two die"));
//! assert_eq!(pages[0].text, "Two guards were killed.\n\nA road was closed.");
//! ```

mod about;
mod furniture;
mod json_ld;
mod lines;
mod story;
mod tree;

use jiff::civil::Date;

pub(super) use self::about::day_in_address;
use self::about::{About, day_of_times, read_about};
use self::furniture::{ClassWords, left_out};
use self::lines::{Line, LineKind, find_lines};
use self::story::{Lines, Story, find_stories};
use self::tree::Tree;
use super::ReadReason;

/// A report on a web page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The title.
    pub title: Option<String>,
    /// The words of the report, a line for each paragraph; the title is not repeated.
    pub text: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// The language that the page names (ISO 639-1).
    pub language: Option<String>,
}

/// Reads the reports of a web page; at least one.
///
/// # Errors
/// The page nests deeper than `max_depth`, or there is no report on it.
pub fn read_html(html: &str, max_depth: usize) -> Result<Vec<Page>, ReadReason> {
    let tree = tree::parse(html, max_depth)?;
    let about = read_about(&tree);
    let words = ClassWords::builtin();
    let out = left_out(&tree, &words);
    let lines = find_lines(&tree, &out);
    let is_live = about.is_live || has_live_class(&tree);
    let stories = find_stories(&Lines::new(&tree, &out, &words, &lines), is_live);
    let are_several = stories.len() > 1;
    let pages = stories.into_iter().map(|story| read_story((&tree, &out), &about, &lines, (&story, are_several)));
    let pages: Vec<Page> = pages.filter(|page| !page.text.is_empty()).collect();
    if pages.is_empty() { Err(ReadReason::NoArticle) } else { Ok(pages) }
}

/// Whether the page's own classes call it a live report.
fn has_live_class(tree: &Tree) -> bool {
    let classes = (0..tree.len()).map(|node| tree.attribute(node, tree::Attribute::Class));
    let mut classes = classes.flat_map(str::split_whitespace).map(str::to_ascii_lowercase);
    classes.any(|class| ["liveblog", "live-blog", "live_blog"].iter().any(|live| class.contains(live)))
}

/// The page of one story; `is_one_of_several` tells that the page's own title is not the story's.
fn read_story((tree, out): (&Tree, &[bool]), about: &About, lines: &[Line], (story, is_one_of_several): (&Story, bool)) -> Page {
    let own = &lines[story.lines.clone()];
    let headings = || own.iter().filter(|line| line.kind == LineKind::Heading);
    // A heading that leads elsewhere is another report's, or the outlet's; among several reports, each leads to its own page.
    let heading = headings().find(|line| is_one_of_several || !line.is_link()).or_else(|| first_heading(tree, lines));
    let title = title(about, heading.map(|line| line.text.as_str()), is_one_of_several);
    let text = text(own, title.as_deref());
    // Where scripts build the page, the words stand in its data only.
    let body = about.body.as_ref().filter(|body| !is_one_of_several && body.len() > 2 * text.len());
    let own_day = || day_of_times(tree, &tree.within(story.node).filter(|node| !out[*node]).collect::<Vec<_>>());
    let published = if is_one_of_several { own_day().or(about.published) } else { about.published.or_else(own_day) };
    let url = about.url.clone();
    Page { title, text: body.cloned().unwrap_or(text), published, outlet: about.outlet.clone(), url, language: about.language.clone() }
}

/// The page's first `h1`.
fn first_heading<'l>(tree: &Tree, lines: &'l [Line]) -> Option<&'l Line> {
    lines.iter().filter(|line| line.kind == LineKind::Heading && !line.is_link()).find(|line| {
        let parent = tree.parent(line.node);
        tree.name(parent) == "h1" || tree.name(tree.parent(parent)) == "h1"
    })
}

/// The heading, if the page's own title speaks of the same; otherwise the title, without the outlet behind it.
fn title(about: &About, heading: Option<&str>, is_one_of_several: bool) -> Option<String> {
    let first = about.titles.first();
    let is_title = |heading: &&str| is_one_of_several || first.is_none() || about.titles.iter().any(|title| shares_words(title, heading));
    if let Some(heading) = heading.filter(is_title) {
        return Some(heading.to_owned());
    }
    let title = first?;
    let cut = [" | ", " - ", " \u{2013} ", " \u{2014} ", " :: "].iter().filter_map(|mark| title.rsplit_once(mark));
    let outlet = about.outlet.as_deref().unwrap_or_default();
    let bare = cut.filter(|(_, after)| shares_words(outlet, after)).map(|(before, _)| before).next();
    Some(bare.unwrap_or(title).to_owned())
}

/// Whether half of the second's words stand in the first.
fn shares_words(first: &str, second: &str) -> bool {
    let words = |words: &str| -> Vec<String> {
        words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (first, second) = (words(first), words(second));
    let shared = second.iter().filter(|word| first.contains(word)).count();
    shared > 0 && shared * 2 >= second.len()
}

/// The lines that tell something, as one text.
fn text(lines: &[Line], title: Option<&str>) -> String {
    let told = told(lines, title);
    let mut text = String::new();
    let mut before = None;
    for (i, line) in told.iter().enumerate() {
        // A heading without a text below it led to what was left out.
        let is_bare = told.get(i + 1).is_none_or(|next| next.kind == LineKind::Heading);
        if line.kind == LineKind::Heading && is_bare {
            continue;
        }
        if let Some(before) = before {
            text += if before == LineKind::Point && line.kind == LineKind::Point { "\n" } else { "\n\n" };
        }
        if line.kind == LineKind::Point && !line.text.starts_with('\u{2022}') {
            text += "\u{2022} ";
        }
        text += &line.text;
        before = Some(line.kind);
    }
    text
}

/// Without what only leads elsewhere: links, hours, and the teasers that follow a report, each under a heading that is a
/// link.
fn told<'l>(lines: &'l [Line], title: Option<&str>) -> Vec<&'l Line> {
    let (mut told, mut words, mut is_teaser) = (Vec::new(), 0, false);
    for line in lines {
        if line.kind == LineKind::Heading {
            is_teaser = line.is_link() && words >= ENOUGH;
        }
        let is_title = line.kind == LineKind::Heading && Some(line.text.as_str()) == title;
        if !is_title && !is_teaser && !line.is_link() && !line.is_time() {
            words += line.weight();
            told.push(line);
        }
    }
    told
}

/// Words of running text after which a heading that is a link begins something else.
const ENOUGH: usize = 25;

#[cfg(test)]
mod tests;
