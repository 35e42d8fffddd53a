//! The program: everything is in the library.

fn main() -> std::process::ExitCode {
    candor::cli::main()
}
