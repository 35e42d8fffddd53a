//! U-005: what each theme looks like to eyes without one kind of cone.
//!
//! Simulated with the matrices of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of
//! Color Vision Deficiency" (2009), severity 1.0, on linear light. That states differ by a sign or a word, whatever the colours, is shown
//! in `contrast`.

use candor::tui::theme::{Depth, Rgb, Role, Theme, builtin, list};
use ratatui::style::Color;

type Matrix = [[f64; 3]; 3];

const KINDS: [(&str, Matrix); 3] = [
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// Light of a channel from 0 to 1, as sRGB defines it.
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

fn seen(rgb: Rgb, matrix: &Matrix) -> [f64; 3] {
    let light = [linear(rgb.r), linear(rgb.g), linear(rgb.b)];
    matrix.map(|row| {
        let sum: f64 = row.iter().zip(light).map(|(a, b)| a * b).sum();
        sum.clamp(0.0, 1.0)
    })
}

/// Contrast of two colours as these eyes see them, as WCAG 2 defines it.
fn contrast(one: Rgb, other: Rgb, matrix: &Matrix) -> f64 {
    let luminance = |rgb| {
        let [r, g, b] = seen(rgb, matrix);
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (a, b) = (luminance(one), luminance(other));
    if a > b { a / b } else { b / a }
}

fn colours(theme: &Theme, role: Role, ground: Role) -> (Rgb, Rgb) {
    let style = match ground {
        Role::SelectedGround => theme.on_selected(role),
        _ => theme.style(role),
    };
    let rgb = |colour| match colour {
        Some(Color::Rgb(r, g, b)) => Rgb { r, g, b },
        other => panic!("{other:?}"),
    };
    (rgb(style.fg), rgb(style.bg))
}

/// The theme whose colours are the terminal's own, and the one without any.
const WITHOUT_COLOURS: [&str; 2] = ["terminal", "mono"];

#[test]
fn whoever_lacks_a_kind_of_cone_reads_every_text_of_every_theme() {
    let mut least = Vec::new();
    for name in list() {
        if WITHOUT_COLOURS.contains(&name) {
            continue;
        }
        let theme = builtin(name).unwrap().at(Depth::True);
        for (role, word) in Role::ALL {
            for (ground, needed) in role.needs() {
                let (ink, paper) = colours(&theme, role, *ground);
                for (kind, matrix) in &KINDS {
                    let ratio = contrast(ink, paper, matrix);
                    // Seven to one for eyes that see all colours; 4.5 to one is what WCAG asks of text, 3 of lines.
                    let enough = if *needed > 3.0 { 4.5 } else { 2.5 };
                    assert!(
                        ratio >= enough,
                        "{name}: {word} on {} to {kind}: {ratio:.2}",
                        ground.name()
                    );
                    least.push((ratio, name, word, *kind));
                }
            }
        }
    }
    least.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (ratio, name, word, kind) in least.iter().take(5) {
        println!("{ratio:.2}: {word} of {name} to {kind}");
    }
    assert!(least.len() > 100);
}

/// The matrices leave greys as they are, or they were copied wrongly.
#[test]
fn grey_stays_grey() {
    for (kind, matrix) in &KINDS {
        for row in matrix {
            let sum: f64 = row.iter().sum();
            assert!((sum - 1.0).abs() < 1e-5, "{kind}: {sum}");
        }
    }
}
