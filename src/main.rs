//! The wasm module's start: a panic hook and nothing else, as the script that
//! defines the element calls the exports of [`maatwerk::embed`].

fn main() {
    maatwerk::embed::set_panic_hook();
}
