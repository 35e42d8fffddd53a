//! The program: hands the arguments to the library and its exit code to the system.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
