//! Lets napi-build add the link arguments each platform's addons need.

fn main() {
    #[cfg(feature = "binding")]
    napi_build::setup();

    // A thread that only a worker started may outlive that worker's environment, and unloading the
    // library under it would crash the process. Node closes addons of terminated workers; this flag
    // keeps ours mapped.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
