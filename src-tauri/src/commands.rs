//! What the page may ask for, a line each.

use std::sync::Arc;

use kith_app::browse;
use kith_app::dto::{
    ChooseStrictness, CommandError, ConflictPage, CopiedPhotos, CopyPhotos, Copying, CountMonths, Decide, Decided,
    DoubtPage, ExportFaces, ExportedFile, Face, FacePage, FileWork, Folder, GetPhoto, GoToStep, GroupPage, Imported,
    Job, KeywordOf, KeywordRow, LibraryState, ListConflicts, ListDoubts, ListFaces, ListGroups, ListKeywordsOf,
    ListOutOfLife, ListPhotoIds, ListPhotos, ListQuestions, ListSteps, ListStopped, ListTogether, ListWaiting,
    NamesInFiles, OutOfLifePage, PeopleList, Photo, PhotoMonth, PhotoTile, QuestionPage, ScanAgain, ScanSettings,
    Settle, Settled, ShowInFolder, StepPage, StoppedPage, Strictness, StrictnessEffect, ThroughYears, Together,
    UndoState, Unreadable, WaitingPage, WriteNames, WritingSettings,
};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::state::AppState;

type Kith<'a> = State<'a, Arc<AppState>>;
type Answer<T> = Result<T, CommandError>;

/// Folders, counts, the scan, and what undo would do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn library_state(app: Kith<'_>) -> Answer<LibraryState> {
    app.library_state().await
}

/// Everybody, and how many faces are nobody's.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_people(app: Kith<'_>) -> Answer<PeopleList> {
    Ok(browse::people_list(app.kith().await?.library()).await?)
}

/// A part of a list of faces.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_faces(app: Kith<'_>, request: ListFaces) -> Answer<FacePage> {
    Ok(browse::face_page(app.kith().await?.library(), &request).await?)
}

/// A part of the groups of unknown faces, the largest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_groups(app: Kith<'_>, request: ListGroups) -> Answer<GroupPage> {
    Ok(browse::group_page(app.kith().await?.library(), request).await?)
}

/// A part of the questions worth asking, the most useful first, and how far the library is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_questions(app: Kith<'_>, request: ListQuestions) -> Answer<QuestionPage> {
    Ok(browse::question_page(app.kith().await?.library(), request).await?)
}

/// How many photos a filter lets through, month by month, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn photo_months(app: Kith<'_>, request: CountMonths) -> Answer<Vec<PhotoMonth>> {
    Ok(browse::photo_months(app.kith().await?.library(), &request).await?)
}

/// A part of the list of photos.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_photos(app: Kith<'_>, request: ListPhotos) -> Answer<Vec<PhotoTile>> {
    Ok(browse::photo_tiles(app.kith().await?.library(), &request).await?)
}

/// All photos of a list, in its order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_photo_ids(app: Kith<'_>, request: ListPhotoIds) -> Answer<Vec<String>> {
    Ok(browse::photo_ids(app.kith().await?.library(), &request).await?)
}

/// The folders that photos lie in, each before those that lie in it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_folders(app: Kith<'_>) -> Answer<Vec<Folder>> {
    Ok(browse::folders(app.kith().await?.library()).await?)
}

/// The keywords of photos and everything above them, each from the outermost part of its hierarchy on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_keywords(app: Kith<'_>) -> Answer<Vec<Vec<String>>> {
    Ok(browse::keywords(app.kith().await?.library()).await?)
}

/// The same with how many photos each has.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keyword_tree(app: Kith<'_>) -> Answer<Vec<KeywordRow>> {
    Ok(browse::keyword_tree(app.kith().await?.library()).await?)
}

/// The keywords of some photos, with which of these have each.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_keywords_of(app: Kith<'_>, request: ListKeywordsOf) -> Answer<Vec<KeywordOf>> {
    Ok(browse::keywords_of(app.kith().await?.library(), &request).await?)
}

/// A photo with its faces and keywords.
#[tauri::command]
#[specta::specta]
pub(crate) async fn get_photo(app: Kith<'_>, request: GetPhoto) -> Answer<Photo> {
    Ok(browse::photo(app.kith().await?.library(), &request).await?)
}

/// All photos that cannot be read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unreadable(app: Kith<'_>) -> Answer<Vec<Unreadable>> {
    Ok(browse::unreadable(app.kith().await?.library()).await?)
}

/// Makes decisions hold, all or none, as one step of undo.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decide(app: Kith<'_>, request: Decide) -> Answer<Decided> {
    app.decide(&request).await
}

/// Takes the last step back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(app: Kith<'_>) -> Answer<UndoState> {
    app.undo().await
}

/// Brings the next step again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(app: Kith<'_>) -> Answer<UndoState> {
    app.redo().await
}

/// A part of the history of what was said, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_steps(app: Kith<'_>, request: ListSteps) -> Answer<StepPage> {
    Ok(browse::step_page(app.kith().await?.library(), request).await?)
}

/// Takes steps back, or brings them again, up to a point of the history.
#[tauri::command]
#[specta::specta]
pub(crate) async fn go_to_step(app: Kith<'_>, request: GoToStep) -> Answer<UndoState> {
    app.go_to_step(&request).await
}

/// The folder in which the system keeps pictures; null if there is none.
#[tauri::command]
#[specta::specta]
pub(crate) fn pictures_folder(window: WebviewWindow) -> Option<String> {
    dialogs::pictures_folder(&window).map(kith_app::shown_path)
}

/// Scans that folder.
#[tauri::command]
#[specta::specta]
pub(crate) async fn scan_pictures(app: Kith<'_>, window: WebviewWindow) -> Answer<()> {
    app.scan_pictures(&window).await
}

/// Lets the person choose folders, and scans them; returns which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_folders(app: Kith<'_>, window: WebviewWindow) -> Answer<Vec<String>> {
    app.choose_folders(&window).await
}

/// Scans a folder, or all, for what is new, changed or gone, or all that lies there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn scan_again(app: Kith<'_>, request: ScanAgain) -> Answer<()> {
    app.scan_again(&request).await
}

/// Lets the scan wait.
#[tauri::command]
#[specta::specta]
pub(crate) fn pause_scan(app: Kith<'_>) {
    app.pause_scan();
}

/// Goes on with a scan that waits, or that the end of the program interrupted.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_scan(app: Kith<'_>) -> Answer<()> {
    app.resume_scan().await
}

/// Ends the scan.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel_scan(app: Kith<'_>) {
    app.cancel_scan();
}

/// Sends how the scan stands, now and whenever it changes, at most ten times a second.
#[tauri::command]
#[specta::specta]
pub(crate) fn watch_scan(app: Kith<'_>, channel: Channel<Job>) {
    app.watch_scan(channel);
}

/// What the person chose about names in files, and how much waits.
#[tauri::command]
#[specta::specta]
pub(crate) async fn names_in_files(app: Kith<'_>) -> Answer<NamesInFiles> {
    Ok(app.kith().await?.names_in_files().await?)
}

/// Keeps what the person chose about names in files.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_writing_settings(app: Kith<'_>, request: WritingSettings) -> Answer<()> {
    app.set_writing_settings(request).await
}

/// From when on names are proposed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn strictness(app: Kith<'_>) -> Answer<Strictness> {
    Ok(app.kith().await?.strictness().await?.into())
}

/// Chooses from when on names are proposed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_strictness(app: Kith<'_>, request: ChooseStrictness) -> Answer<()> {
    app.set_strictness(request).await
}

/// What each choice would say of the confirmed faces.
#[tauri::command]
#[specta::specta]
pub(crate) async fn strictness_effects(app: Kith<'_>) -> Answer<Vec<StrictnessEffect>> {
    let effects = app.kith().await?.strictness_effects().await?;
    Ok(effects.into_iter().map(StrictnessEffect::from).collect())
}

/// How scans treat the machine.
#[tauri::command]
#[specta::specta]
pub(crate) async fn scan_settings(app: Kith<'_>) -> Answer<ScanSettings> {
    Ok(ScanSettings { battery: app.kith().await?.battery_level().await? })
}

/// Chooses it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_scan_settings(app: Kith<'_>, request: ScanSettings) -> Answer<()> {
    Ok(app.kith().await?.set_battery_level(request.battery).await?)
}

/// A part of the files that wait, with what would change in each.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_waiting(app: Kith<'_>, request: ListWaiting) -> Answer<WaitingPage> {
    Ok(app.kith().await?.waiting_page(request).await?)
}

/// A part of the files that could not be written.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_stopped(app: Kith<'_>, request: ListStopped) -> Answer<StoppedPage> {
    Ok(app.kith().await?.stopped_page(request).await?)
}

/// Begins to write names to files.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_names(app: Kith<'_>, request: WriteNames) -> Answer<()> {
    app.write_names(&request).await
}

/// Ends the work on files; what is written stays.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel_file_work(app: Kith<'_>) {
    app.cancel_file_work();
}

/// Sends how the work on files stands, now and whenever it changes, at most ten times a second.
#[tauri::command]
#[specta::specta]
pub(crate) fn watch_file_work(app: Kith<'_>, channel: Channel<FileWork>) {
    app.watch_file_work(channel);
}

/// A part of the faces that files name otherwise than the person did.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_conflicts(app: Kith<'_>, request: ListConflicts) -> Answer<ConflictPage> {
    Ok(browse::conflict_page(app.kith().await?.library(), request).await?)
}

/// Settles one of them, or all of a kind.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settle_conflicts(app: Kith<'_>, request: Settle) -> Answer<Settled> {
    app.settle_conflicts(&request).await
}

/// A part of the confirmed faces of photos that were taken before their person was born, or after they died.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_out_of_life(app: Kith<'_>, request: ListOutOfLife) -> Answer<OutOfLifePage> {
    Ok(browse::out_of_life_page(app.kith().await?.library(), request).await?)
}

/// A part of the confirmed faces that look as if they were not their person.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_doubts(app: Kith<'_>, request: ListDoubts) -> Answer<DoubtPage> {
    Ok(app.kith().await?.doubt_page(request).await?)
}

/// Who is in the most photos together with somebody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_together(app: Kith<'_>, request: ListTogether) -> Answer<Vec<Together>> {
    Ok(browse::together(app.kith().await?.library(), &request).await?)
}

/// The confirmed faces of somebody from the first to the last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn through_years(app: Kith<'_>, request: ThroughYears) -> Answer<Vec<Face>> {
    Ok(browse::through_years(app.kith().await?.library(), &request).await?)
}

/// Lets the person choose a folder, and takes in what Picasa left there; null if they choose none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_picasa(app: Kith<'_>, window: WebviewWindow) -> Answer<Option<Imported>> {
    app.import_picasa(&window).await
}

/// Lets the person choose digiKam's database, and takes in what it says; null if they choose none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_digikam(app: Kith<'_>, window: WebviewWindow) -> Answer<Option<Imported>> {
    app.import_digikam(&window).await
}

/// Lets the person choose a file, and writes all people and faces to it; null if they choose none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_faces(
    app: Kith<'_>,
    window: WebviewWindow,
    request: ExportFaces,
) -> Answer<Option<ExportedFile>> {
    app.export_faces(&window, request).await
}

/// Lets the person choose a folder, and copies photos there; null if they choose none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_photos(
    app: Kith<'_>,
    window: WebviewWindow,
    request: CopyPhotos,
    channel: Channel<Copying>,
) -> Answer<Option<CopiedPhotos>> {
    app.copy_photos(&window, &request, channel).await
}

/// Ends the copying; what is copied stays.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel_copying(app: Kith<'_>) {
    app.cancel_copying();
}

/// Shows a photo in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_in_folder(app: Kith<'_>, request: ShowInFolder) -> Answer<()> {
    app.show_in_folder(&request).await
}
