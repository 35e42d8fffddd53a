//! Sheets as the objects of a PDF.

use jiff::tz::TimeZone;
use pdf_writer::types::{ArtifactType, FontFlags, TabOrder};
use pdf_writer::{Content, Date, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::domain::SafeText;
use crate::transcript::document::Document;

use super::Laid;
use super::metrics::{FIRST, widths};
use super::sheet::{Face, POINT, Rule, Run, Sheet, Style, Unit};
use super::tags::{Marks, write_tree};

/// The grey of what only helps to find one's way, and of hairlines: 0 is black.
const FAINT_TEXT: f32 = 0.3;
const FAINT_RULE: f32 = 0.62;
/// What stands after the version at the beginning of a file that is ASCII throughout.
const MARKER: &[u8; 4] = b"ASCI";

/// Gives numbers to objects.
pub(super) struct Numbers(i32);

impl Numbers {
    pub(super) fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The file.
pub(super) fn file(laid: &Laid, title: &SafeText, document: &Document) -> String {
    let mut numbers = Numbers(0);
    let mut pdf = Pdf::new();
    pdf.set_binary_marker(MARKER);
    let (catalog, tree, info) = (numbers.next(), numbers.next(), numbers.next());
    let root = numbers.next();
    let fonts = [Face::Regular, Face::Bold].map(|face| {
        let (font, descriptor) = (numbers.next(), numbers.next());
        write_font(&mut pdf, face, font, descriptor);
        (face, font)
    });
    let pages: Vec<(Ref, Ref)> = laid
        .sheets
        .iter()
        .map(|_| (numbers.next(), numbers.next()))
        .collect();
    let kids = pages.iter().map(|(page, _)| *page);
    pdf.pages(tree).count(integer(pages.len())).kids(kids);

    let mut marks = Marks::default();
    for (number, (sheet, (page, contents))) in laid.sheets.iter().zip(&pages).enumerate() {
        let (width, height) = laid.paper.size();
        let mut writer = pdf.page(*page);
        writer
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, points(width), points(height)))
            .contents(*contents)
            .struct_parents(integer(number))
            .tab_order(TabOrder::StructureOrder);
        let mut resources = writer.resources();
        let mut named = resources.fonts();
        for (face, font) in fonts {
            named.pair(name(face), font);
        }
        named.finish();
        resources.finish();
        writer.finish();
        let content = written(sheet, height, *page, &mut marks);
        pdf.stream(*contents, &content);
    }
    write_tree(&mut pdf, root, &laid.tree, &marks, &mut numbers);
    write_info(&mut pdf, info, title, document);
    let mut writer = pdf.catalog(catalog);
    writer.pages(tree).lang(TextStr("en"));
    writer.pair(Name(b"StructTreeRoot"), root);
    writer.mark_info().marked(true);
    writer.viewer_preferences().display_doc_title(true);
    writer.finish();
    // Every byte of it is ASCII: strings with other bytes are written in hexadecimal.
    pdf.finish().into_iter().map(char::from).collect()
}

const fn name(face: Face) -> Name<'static> {
    match face {
        Face::Regular => Name(b"F1"),
        Face::Bold => Name(b"F2"),
    }
}

fn write_font(pdf: &mut Pdf, face: Face, font: Ref, descriptor: Ref) {
    let (base, stem, bbox): (_, _, [f32; 4]) = match face {
        Face::Regular => (Name(b"Helvetica"), 88.0, [-166.0, -225.0, 1000.0, 931.0]),
        Face::Bold => (
            Name(b"Helvetica-Bold"),
            140.0,
            [-170.0, -228.0, 1003.0, 962.0],
        ),
    };
    let [left, low, right, high] = bbox;
    pdf.type1_font(font)
        .base_font(base)
        .first_char(FIRST)
        .last_char(u8::MAX)
        .widths(widths(face).iter().copied().map(f32::from))
        .font_descriptor(descriptor)
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.font_descriptor(descriptor)
        .name(base)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(left, low, right, high))
        .italic_angle(0.0)
        .ascent(718.0)
        .descent(-207.0)
        .cap_height(718.0)
        .stem_v(stem);
}

fn write_info(pdf: &mut Pdf, info: Ref, title: &SafeText, document: &Document) {
    let program = format!("candor {}", document.head.program);
    let mut writer = pdf.document_info(info);
    writer
        .title(TextStr(title))
        .creator(TextStr(&program))
        .producer(TextStr(&program));
    let Some(at) = document.head.made else {
        return;
    };
    let at = at.to_zoned(TimeZone::UTC);
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    let mut date = Date::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()));
    // A redacted document keeps no time of day.
    if !document.redacted {
        date = date
            .hour(part(at.hour()))
            .minute(part(at.minute()))
            .second(part(at.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0);
    }
    writer.creation_date(date);
}

/// The drawing of a sheet: its rules, then its letters in the order in which they are read.
fn written(sheet: &Sheet, height: Unit, page: Ref, marks: &mut Marks) -> Vec<u8> {
    let mut content = Content::new();
    write_rules(&mut content, &sheet.rules, height);
    marks.begin(page);
    for runs in sheet
        .runs
        .chunk_by(|one, other| one.element == other.element)
    {
        match runs.first().and_then(|run| run.element) {
            Some(element) => {
                let (tag, number) = marks.mark(element);
                content
                    .begin_marked_content_with_properties(tag)
                    .properties()
                    .identify(number);
            }
            None => {
                content
                    .begin_marked_content_with_properties(Name(b"Artifact"))
                    .properties()
                    .artifact()
                    .kind(ArtifactType::Pagination);
            }
        }
        write_runs(&mut content, runs, height);
        content.end_marked_content();
    }
    content.finish().into_vec()
}

fn write_runs(content: &mut Content, runs: &[Run], height: Unit) {
    content.begin_text();
    let mut style: Option<Style> = None;
    for run in runs {
        if style != Some(run.style) {
            content.set_font(name(run.style.face), points(run.style.size));
            content.set_fill_gray(if run.style.faint { FAINT_TEXT } else { 0.0 });
            style = Some(run.style);
        }
        let (x, y) = (points(run.x), points(height - run.y));
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
        content.show(Str(&run.bytes));
    }
    content.end_text();
}

fn write_rules(content: &mut Content, rules: &[Rule], height: Unit) {
    if rules.is_empty() {
        return;
    }
    content.begin_marked_content(Name(b"Artifact"));
    for rule in rules {
        content
            .set_line_width(points(rule.weight))
            .set_stroke_gray(if rule.faint { FAINT_RULE } else { 0.0 })
            .move_to(points(rule.from.0), points(height - rule.from.1))
            .line_to(points(rule.to.0), points(height - rule.to.1))
            .stroke();
    }
    content.end_marked_content();
}

/// A length on the sheet in points.
fn points(unit: Unit) -> f32 {
    let whole = u16::try_from(unit.div_euclid(POINT)).unwrap_or_default();
    let part = u16::try_from(unit.rem_euclid(POINT)).unwrap_or_default();
    f32::from(whole) + f32::from(part) / 1000.0
}

/// A count as PDF has it.
pub(super) fn integer(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
