// The libtorch that this process runs: threads, determinism, what it was built with, its devices.
#include "call.h"
#include "layers/kernels.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/csrc/api/include/torch/cuda.h>
#include <torch/csrc/api/include/torch/version.h>

#include <dlfcn.h>

using misgen::guarded;

namespace {

template <class Function>
Function symbol(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

// One "key: value" per line. Keys that do not apply are absent.
std::string describe() {
  std::string text = std::string("libtorch: ") + TORCH_VERSION + "\n";
  text += std::string("layers: ") + misgen::layers::kernels().instructions + "\n";
  if (auto config = symbol<char* (*)()>("openblas_get_config")) text += std::string("openblas: ") + config() + "\n";
  if (auto core = symbol<char* (*)()>("openblas_get_corename")) text += std::string("openblas core: ") + core() + "\n";
  if (auto version = symbol<int (*)(int*)>("cudaRuntimeGetVersion")) {
    int number = 0;
    if (version(&number) == 0) text += "cuda: " + std::to_string(number / 1000) + "." + std::to_string(number % 1000 / 10) + "\n";
  }
  if (auto version = symbol<size_t (*)()>("cudnnGetVersion")) text += "cudnn: " + std::to_string(version()) + "\n";
  return text + at::show_config();
}

}  // namespace

MISGEN_EXPORT const char* misgen_version() { return TORCH_VERSION; }

MISGEN_EXPORT const char* misgen_describe() {
  static thread_local std::string text;
  return guarded([&] { text = describe(); }) == 0 ? text.c_str() : "";
}

MISGEN_EXPORT int misgen_set_num_threads(int32_t count) {
  return guarded([&] { at::set_num_threads(count); });
}

MISGEN_EXPORT int32_t misgen_get_num_threads() { return at::get_num_threads(); }

MISGEN_EXPORT int misgen_set_num_interop_threads(int32_t count) {
  return guarded([&] { at::set_num_interop_threads(count); });
}

MISGEN_EXPORT int32_t misgen_get_num_interop_threads() { return at::get_num_interop_threads(); }

// Threads that OpenBLAS itself would use; -1 where libtorch uses another BLAS.
MISGEN_EXPORT int32_t misgen_blas_threads() {
  auto threads = symbol<int (*)()>("openblas_get_num_threads");
  return threads ? threads() : -1;
}

MISGEN_EXPORT int misgen_set_deterministic(int32_t enabled) {
  return guarded([&] {
    at::Context& context = at::globalContext();
    context.setDeterministicAlgorithms(enabled != 0, /*warn_only=*/false);
    context.setDeterministicCuDNN(enabled != 0);
    context.setBenchmarkCuDNN(false);
    context.setAllowTF32CuBLAS(false);
    context.setAllowTF32CuDNN(false);
  });
}

MISGEN_EXPORT int32_t misgen_deterministic() { return at::globalContext().deterministicAlgorithms(); }

MISGEN_EXPORT int32_t misgen_cuda_device_count() {
  int32_t count = 0;
  guarded([&] { count = static_cast<int32_t>(torch::cuda::device_count()); });
  return count;
}

MISGEN_EXPORT int32_t misgen_cudnn_is_available() {
  int32_t available = 0;
  guarded([&] { available = torch::cuda::cudnn_is_available(); });
  return available;
}

MISGEN_EXPORT int misgen_cuda_synchronize(int64_t device) {
  return guarded([&] { torch::cuda::synchronize(device); });
}

// The device's model as its driver names it, such as "NVIDIA H200"; empty where the driver does not say.
MISGEN_EXPORT int misgen_cuda_device_name(int32_t device, char* name, int32_t capacity) {
  return guarded([&] {
    TORCH_CHECK(capacity > 0, "no room for a name");
    name[0] = '\0';
    void* driver = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (driver == nullptr) return;
    auto initialize = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
    auto get = reinterpret_cast<int (*)(int*, int)>(dlsym(driver, "cuDeviceGet"));
    auto get_name = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
    int handle = 0;
    if (initialize && get && get_name && initialize(0) == 0 && get(&handle, device) == 0) get_name(name, capacity, handle);
    dlclose(driver);
  });
}
