//! The only module that knows `ort`.

use std::{
    env, fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use ort::{
    environment::Environment,
    ep::{self, ExecutionProviderDispatch},
    memory::{AllocationDevice, Allocator, AllocatorType, MemoryInfo, MemoryType},
    session::{Session, builder::GraphOptimizationLevel},
    value::TensorRef,
};

use crate::{Provider, VisionError};

/// A process has one ONNX Runtime, from the first load to its end: the library allows no second environment.
static ENVIRONMENT: Mutex<Option<Environment>> = Mutex::new(None);

/// Where published builds from 1.29 on report to, over the network, as soon as they are loaded
/// (<https://github.com/microsoft/onnxruntime/pull/27379>). Nothing in the interface keeps them from it, only a variable of
/// the environment does.
const REPORTS_TO: &[u8] = b"events.data.microsoft.com";
const REPORT_NOTHING: &str = "ORT_DISABLE_TELEMETRY";

/// The loaded runtime.
#[derive(Clone)]
pub(crate) struct Runtime(Environment);

impl Runtime {
    /// Loads the library, or hands out what this process has loaded before, from wherever.
    pub(crate) fn load(library: &Path) -> Result<Self, VisionError> {
        let mut environment = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = &*environment {
            return Ok(Self(loaded.clone()));
        }
        if reports(library)? && env::var(REPORT_NOTHING).ok().as_deref() != Some("1") {
            return Err(VisionError::Reports { path: library.to_owned(), variable: REPORT_NOTHING });
        }
        let failed = |source| VisionError::Runtime {
            action: format!("cannot load {}", kith_domain::shown_path(library)),
            source,
        };
        let builder = ort::init_from(library).map_err(|error| failed(Box::new(error)))?;
        let loaded = builder.with_telemetry(false).build().map_err(|error| failed(Box::new(error)))?;
        Ok(Self(environment.insert(loaded).clone()))
    }

    /// Makes a session of the bytes of an ONNX file. `room`: bytes that its runs take on the processor.
    pub(crate) fn network(
        &self,
        name: &str,
        onnx: &[u8],
        provider: Provider,
        room: Option<usize>,
    ) -> Result<Network, VisionError> {
        let session = self.session(onnx, provider).and_then(|session| {
            room.map_or(Ok(()), |bytes| make_room(&session, bytes))?;
            Ok(session)
        });
        let session = session.map_err(|source| VisionError::Runtime {
            action: format!("cannot load the network {name}"),
            source: source.into(),
        })?;
        Ok(Network { session, name: name.to_owned() })
    }

    fn session(&self, onnx: &[u8], provider: Provider) -> ort::Result<Session> {
        Session::builder(&self.0)?
            .with_execution_providers(dispatch(provider).map(ExecutionProviderDispatch::error_on_failure).as_slice())?
            .with_optimization_level(GraphOptimizationLevel::All)?
            // Throughput comes from one session per worker: a second thread inside one makes it only 1.3 times as fast.
            .with_intra_threads(1)?
            .with_inter_threads(1)?
            // A spinning pool burns a core between two pictures.
            .with_intra_op_spinning(false)?
            // Weights are stored as blocks of 8 bits. Without this they would be widened anew in each run, not once here.
            .with_quant_qdq(false)?
            // Memory plans are kept per input size, and photographs come in many.
            .with_memory_pattern(false)?
            .commit_from_memory(onnx)
    }
}

/// Lets a session take memory in one piece: what is taken and given back stays with it for its runs. Left alone it takes
/// pieces of 1, 2, 4, ... MiB as it needs them, and leaves in each what is too small for the next tensor. Pages that no run
/// reaches cost nothing.
fn make_room(session: &Session, bytes: usize) -> ort::Result<()> {
    let memory = MemoryInfo::new(AllocationDevice::CPU, 0, AllocatorType::Arena, MemoryType::Default)?;
    Allocator::new(session, memory)?.alloc::<u8>(bytes).map(drop)
}

/// Nothing for the processor, which needs no mention.
fn dispatch(provider: Provider) -> Option<ExecutionProviderDispatch> {
    match provider {
        Provider::Cpu => None,
        Provider::CoreMl => Some(ep::CoreML::default().build()),
        Provider::DirectMl => Some(ep::DirectML::default().build()),
        Provider::Cuda => Some(ep::CUDA::default().build()),
        Provider::OpenVino => Some(ep::OpenVINO::default().build()),
        Provider::Xnnpack => Some(ep::XNNPACK::default().build()),
    }
}

/// Whether a library can report to its maker.
fn reports(library: &Path) -> Result<bool, VisionError> {
    let bytes = fs::read(library).map_err(|source| VisionError::Io { path: library.to_owned(), source })?;
    Ok(memchr::memmem::find(&bytes, REPORTS_TO).is_some())
}

/// One network, ready to run on one thread.
pub(crate) struct Network {
    session: Session,
    name: String,
}

impl Network {
    /// Its name in the manifest.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Runs it on one input and lets `read` look at the named outputs.
    pub(crate) fn run<T, const N: usize>(
        &mut self,
        shape: [usize; 4],
        input: &[f32],
        outputs: [&str; N],
        read: impl FnOnce([&[f32]; N]) -> Result<T, String>,
    ) -> Result<T, VisionError> {
        let Self { session, name } = self;
        let failed = |source| cannot_run(name, source);
        let tensor = TensorRef::from_array_view((shape, input)).map_err(failed)?;
        let answer = session.run(ort::inputs![tensor]).map_err(failed)?;
        let mut slices = [&[][..]; N];
        for (slice, output) in slices.iter_mut().zip(outputs) {
            let value = answer.get(output).ok_or_else(|| wrong(name, format!("there is no output {output}")))?;
            *slice = value.try_extract_tensor::<f32>().map_err(failed)?.1;
        }
        read(slices).map_err(|reason| wrong(name, reason))
    }

    /// Runs it on one input and copies all outputs, in the order of their names.
    pub(crate) fn run_all(&mut self, shape: [usize; 4], input: &[f32]) -> Result<Vec<Vec<f32>>, VisionError> {
        let Self { session, name } = self;
        let failed = |source| cannot_run(name, source);
        let tensor = TensorRef::from_array_view((shape, input)).map_err(failed)?;
        let answer = session.run(ort::inputs![tensor]).map_err(failed)?;
        let mut outputs: Vec<_> = answer.iter().collect();
        outputs.sort_by(|a, b| a.0.cmp(b.0));
        let copy = |value: &ort::value::ValueRef<'_>| Ok(value.try_extract_tensor::<f32>().map_err(failed)?.1.to_vec());
        outputs.iter().map(|(_, value)| copy(value)).collect()
    }
}

fn cannot_run(network: &str, source: ort::Error) -> VisionError {
    VisionError::Runtime { action: format!("cannot run the network {network}"), source: source.into() }
}

fn wrong(network: &str, reason: String) -> VisionError {
    VisionError::Output { network: network.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_cannot_be_loaded_is_named() {
        let error = Runtime::load(Path::new("/nowhere/libonnxruntime.so")).err().unwrap();
        assert!(error.to_string().contains("/nowhere/libonnxruntime.so"), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }

    #[test]
    fn a_library_that_reports_to_its_maker_is_not_loaded() {
        let library = env::temp_dir().join(format!("kith-reports-{}", std::process::id()));
        fs::write(&library, [b"elf https://mobile.", REPORTS_TO, b"/collector"].concat()).unwrap();
        let error = Runtime::load(&library).err().unwrap();
        fs::remove_file(&library).unwrap();
        assert!(matches!(error, VisionError::Reports { .. }), "{error}");
        assert!(error.to_string().contains(REPORT_NOTHING), "{error}");
    }
}
