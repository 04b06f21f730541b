//! A QR code as SVG.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::texts::team_key as t;

/// The white modules around a code, which readers need.
const QUIET: i32 = 4;

/// The code of a text; nothing if that is too long for one.
pub(super) fn qr(text: &str) -> AnyView {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return ().into_any();
    };
    let size = (code.size() + 2 * QUIET).to_string();
    let (view_box, path) = (["0 0 ", &size, " ", &size].concat(), path(&code));
    view! {
        <svg class="team-qr" role="img" aria-label=t::CODE_ALT viewBox=view_box shape-rendering="crispEdges">
            <rect class="team-qr__paper" width="100%" height="100%" />
            <path class="team-qr__ink" d=path />
        </svg>
    }
    .into_any()
}

/// A run of dark modules is one stroke of the path.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size())
                .take_while(|x| code.get_module(*x, y))
                .count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                let at = [x + QUIET, y + QUIET, run, -run].map(|it| it.to_string());
                let [left, top, width, back] = &at;
                for part in ["M", left, " ", top, "h", width, "v1h", back, "z"] {
                    path.push_str(part);
                }
            }
            x += run.max(1);
        }
    }
    path
}
