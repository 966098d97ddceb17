//! The shell of Kith, for desktops and phones: a window, the commands that its page may call, and the pictures it may
//! show. Everything that is done is done by `kith-app`; here it is only called.
//!
//! * `bindings` lists commands and events once and writes them down as TypeScript.
//! * `commands` holds them, one line each.
//! * `state` opens the library once; `deciding`, `scanning` and `writing` are what commands start that goes on after they
//!   return; `filing` is the work on files that goes on, `exchange` takes in and gives out people.
//! * `copying` copies photos to a folder, and `reveal` shows one in the system's file manager.
//! * `dialogs` asks the person for files and folders.
//! * `announcing` tells the page what changed, whoever changed it.
//! * `schemes` serves pictures by `face://` and `photo://`, because they would be slow as answers of commands;
//!   `latest_first` lets those come first that were asked for last.
//!
//! Invariant: the page has no way to a file, to the network or to another program; it calls these commands or nothing.

mod announcing;
mod args;
mod bindings;
mod changes;
#[cfg(test)]
mod command_names;
mod commands;
mod copying;
mod deciding;
mod dialogs;
mod exchange;
mod filing;
mod latest_first;
mod log;
mod power;
mod resting;
mod reveal;
mod scanning;
mod schemes;
mod state;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use clap::Parser;
use tauri::{AppHandle, Manager, RunEvent};

use crate::args::Args;
use crate::state::AppState;

pub use bindings::{BINDINGS, bindings};

/// Opens the window and returns when it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    if let Err(error) = start(Args::parse()) {
        eprintln!("kith: {error:#}");
        std::process::exit(1);
    }
}

fn start(args: Args) -> Result<()> {
    if let Some(folder) = &args.folder {
        std::fs::read_dir(folder)
            .with_context(|| format!("the folder {} cannot be read", kith_app::shown_path(folder)))?;
    }
    let bindings = bindings::builder();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol("face", schemes::face)
        .register_asynchronous_uri_scheme_protocol("photo", schemes::photo)
        .invoke_handler(bindings.invoke_handler())
        .build(tauri::generate_context!())?;
    let library = match args.library.or_else(kith_app::default_library) {
        Some(library) => library,
        None => app.path().app_data_dir()?,
    };
    log::start(&library)?;
    bindings.mount_events(&app);
    let state = Arc::new(AppState::new(library, app.path().resource_dir().ok()));
    app.manage(Arc::clone(&state));
    tauri::async_runtime::spawn(work(app.handle().clone(), state, args.folder));
    let leaving = AtomicBool::new(false);
    app.run(move |app, event| {
        if let RunEvent::ExitRequested { api, .. } = event
            && !leaving.swap(true, Ordering::Relaxed)
        {
            api.prevent_exit();
            tauri::async_runtime::spawn(leave(app.clone()));
        }
    });
    Ok(())
}

/// Writes what was to be written a little later, and ends the app.
async fn leave(app: AppHandle) {
    let state = Arc::clone(&app.state::<Arc<AppState>>());
    state.write_before_leaving(writing::PATIENCE).await;
    app.exit(0);
}

/// What goes on beside the window as long as the app runs.
async fn work(app: AppHandle, state: Arc<AppState>, folder: Option<PathBuf>) {
    let kith = match state.kith().await {
        Ok(kith) => kith.clone(),
        Err(error) => return tracing::error!(%error, "the library cannot be opened"),
    };
    tauri::async_runtime::spawn(deciding::follow(Arc::clone(&state), kith.clone()));
    tauri::async_runtime::spawn(writing::follow(Arc::clone(&state), kith.clone(), writing::QUIET));
    tauri::async_runtime::spawn(resting::follow(Arc::clone(&state), kith.clone()));
    tauri::async_runtime::spawn(announcing::announce(app, Arc::clone(&state), kith));
    if let Some(folder) = folder
        && let Err(error) = state.scan(vec![folder]).await
    {
        tracing::error!(?error, "the folder cannot be scanned");
    }
}
