//! What the parts of the text are, as a PDF has it: each piece of drawn text is marked with the part it belongs to.

use pdf_writer::types::{StructRole, TableHeaderScope};
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Finish as _, Name, Pdf, Ref};

use super::tree::{Element, Tag, Tree};
use super::write::{Numbers, integer};

/// Which drawn text belongs to which part.
#[derive(Default)]
pub(super) struct Marks {
    /// For each page the parts of its marks, by the number of the mark.
    pages: Vec<(Ref, Vec<usize>)>,
}

impl Marks {
    /// What follows is on this page.
    pub(super) fn begin(&mut self, page: Ref) {
        self.pages.push((page, Vec::new()));
    }

    /// Marks text of a part: the name and the number of the mark.
    pub(super) fn mark(&mut self, element: usize) -> (Name<'static>, i32) {
        let marks = self.pages.last_mut().map(|(_, marks)| marks);
        let number = marks.map_or(0, |marks| {
            marks.push(element);
            marks.len() - 1
        });
        (Name(b"Span"), integer(number))
    }

    /// All marks of a part: page and number.
    fn of(&self, element: usize) -> impl Iterator<Item = (Ref, i32)> {
        self.pages.iter().flat_map(move |(page, marks)| {
            let own = marks.iter().enumerate();
            own.filter(move |(_, of)| **of == element)
                .map(|(number, _)| (*page, integer(number)))
        })
    }
}

/// Writes the tree of parts, and which parts the marks of each page belong to.
pub(super) fn write_tree(
    pdf: &mut Pdf,
    root: Ref,
    tree: &Tree,
    marks: &Marks,
    numbers: &mut Numbers,
) {
    let parts: Vec<(Ref, &Element)> = tree
        .elements
        .iter()
        .map(|element| (numbers.next(), element))
        .collect();
    let lists: Vec<Ref> = marks.pages.iter().map(|_| numbers.next()).collect();
    let of = |element: usize| parts.get(element).map(|(part, _)| *part);

    let mut writer = pdf.indirect(root).start::<StructTreeRoot<'_>>();
    writer.children().items(of(Tree::ROOT));
    writer.parent_tree_next_key(integer(lists.len()));
    let mut pages = writer.parent_tree();
    let mut entries = pages.nums();
    for (number, list) in lists.iter().enumerate() {
        entries.insert(integer(number), *list);
    }
    entries.finish();
    pages.finish();
    writer.finish();

    for ((_, own), list) in marks.pages.iter().zip(&lists) {
        let owners = own.iter().filter_map(|element| of(*element));
        pdf.indirect(*list).array().items(owners);
    }
    for (number, (part, element)) in parts.iter().enumerate() {
        let parent = if number == Tree::ROOT {
            root
        } else {
            of(element.parent).unwrap_or(root)
        };
        let mut writer = pdf.struct_element(*part);
        writer.kind(role(element.tag)).parent(parent);
        let mut kids = writer.children();
        let inside = parts.iter().enumerate().skip(number + 1);
        for (_, (kid, _)) in inside.filter(|(_, (_, kid))| kid.parent == number) {
            kids.struct_element(*kid);
        }
        for (page, mark) in marks.of(number) {
            kids.marked_content_ref().page(page).marked_content_id(mark);
        }
        kids.finish();
        if element.tag == Tag::Th {
            writer
                .attributes()
                .push()
                .table()
                .scope(TableHeaderScope::Column);
        }
    }
}

const fn role(tag: Tag) -> StructRole {
    match tag {
        Tag::Document => StructRole::Document,
        Tag::H1 => StructRole::H1,
        Tag::H2 => StructRole::H2,
        Tag::P => StructRole::P,
        Tag::L => StructRole::L,
        Tag::Li => StructRole::LI,
        Tag::Lbl => StructRole::Lbl,
        Tag::LBody => StructRole::LBody,
        Tag::Table => StructRole::Table,
        Tag::Tr => StructRole::TR,
        Tag::Th => StructRole::TH,
        Tag::Td => StructRole::TD,
    }
}
