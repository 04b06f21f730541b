//! Icons, drawn as paths: no font and no file to load.

use leptos::prelude::*;

/// The shapes, on a grid of 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Back,
    Undo,
    Redo,
    More,
    Up,
    Down,
    Copy,
    Bin,
    Plus,
    Grip,
    Star,
    Print,
    Save,
    Load,
    Check,
    Right,
    Search,
    List,
    Close,
    Sum,
    Chart,
    Sync,
    Warning,
    Clock,
    Calendar,
    Settings,
    Eye,
    People,
    Lock,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M15 5l-7 7 7 7",
            Self::Undo => "M9 5l-5 5 5 5M4 10h10a5 5 0 0 1 0 10h-3",
            Self::Redo => "M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h3",
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
            Self::Up => "M6 14l6-6 6 6",
            Self::Down => "M6 10l6 6 6-6",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Bin => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Grip => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
            Self::Star => {
                "M12 2.5l2.9 6.2 6.6.8-4.9 4.6 1.3 6.7-5.9-3.3-5.9 3.3 1.3-6.7L2.5 9.500l6.600-.8z"
            }
            Self::Print => "M7 9V3h10v6M7 17H4v-7h16v7h-3M7 14h10v7H7z",
            Self::Save => "M12 4v11M7 11l5 5 5-5M4 20h16",
            Self::Load => "M12 15V4M7 8l5-5 5 5M4 20h16",
            Self::Check => "M5 12.500l4.500 4.500L19 7",
            Self::Right => "M9 5l7 7-7 7",
            Self::Search => {
                "M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.500 15.500L20 20"
            }
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Sum => {
                "M5 3h14v18H5zM8 7h8M8 12h.01M12 12h.01M16 12h.01M8 17h.01M12 17h.01M16 17h.01"
            }
            Self::Chart => "M4 4v16h16M8 16v-5M13 16V7M18 16v-7",
            Self::Sync => {
                "M5 11a7 7 0 0 1 12.500-3.500L20 10M20 5v5h-5M19 13a7 7 0 0 1-12.500 3.500L4 14M4 19v-5h5"
            }
            Self::Warning => "M12 4l9 16H3zM12 10v4M12 17h.01",
            Self::Clock => "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l4 2",
            Self::Calendar => {
                "M4 6h16v14H4zM4 10.500h16M8 3.500v4M16 3.500v4M8 14.500h.01M12 14.500h.01M16 14.500h.01"
            }
            Self::Settings => "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
            Self::Eye => {
                "M2 12s3.500-7 10-7 10 7 10 7-3.500 7-10 7-10-7-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
            }
            Self::People => {
                "M9 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM2 21a7 7 0 0 1 14 0M16 4.500a4 4 0 0 1 0 7M18 14.500a7 7 0 0 1 4 6.500"
            }
            Self::Lock => "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 15v2",
            Self::List => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
        }
    }
}

/// An icon beside a text or a name; hidden from screen readers.
pub(crate) fn icon(icon: Icon) -> impl IntoView {
    let class = match icon {
        Icon::Star => "icon icon--filled",
        Icon::More => "icon icon--more",
        _ => "icon",
    };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
