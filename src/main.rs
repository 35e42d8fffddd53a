//! temp
use std::sync::Arc;
fn main() {
    let b = candor::catalog::builtin::find("vehicles").unwrap();
    let c = Arc::new(
        candor::catalog::from_files(b.catalog.as_bytes(), b.offerings.as_bytes()).unwrap(),
    );
    let store = candor::cases::Store::open(std::path::Path::new("/tmp/candor-data")).unwrap();
    let looks: Vec<_> = candor::tui::theme::list()
        .into_iter()
        .filter_map(candor::tui::theme::builtin)
        .collect();
    let look = candor::tui::app::Look {
        theme: looks[0].clone(),
        glyphs: candor::tui::glyphs::Glyphs::choose(false),
        zone: candor::clock::zone(),
    };
    candor::tui::run(candor::tui::Setup {
        shelf: vec![c],
        refused: vec![],
        store,
        looks,
        look,
        begin: None,
        export: Box::new(|_, _, _| Ok(vec!["x.md".into()])),
    })
    .unwrap();
}
