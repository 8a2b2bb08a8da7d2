// What every exported function is made of: handles, values, and a catch for everything.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/Generator.h>
#include <c10/util/Exception.h>

#include <cstdint>
#include <exception>
#include <string>

#define MISGEN_EXPORT extern "C" __attribute__((visibility("default")))

namespace misgen {

// The message of this thread's last failed call.
inline std::string& last_error() {
  static thread_local std::string message;
  return message;
}

inline int fail(const char* message) noexcept {
  try {
    last_error() = message;
  } catch (...) {
  }
  return 1;
}

// 0: done; 1: failed, see last_error. No exception may pass into the runtime that called: it would end the process.
template <class Body>
int guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    return fail(e.what_without_backtrace());
  } catch (const std::exception& e) {
    return fail(e.what());
  } catch (...) {
    return fail("libtorch threw something that is not an exception");
  }
}

// A tensor handle is a TensorImpl whose reference the holder owns; null is the undefined tensor.
using TensorHandle = c10::TensorImpl*;

inline at::Tensor borrow(TensorHandle handle) {
  if (handle == nullptr) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::unsafe_reclaim_from_nonowning(handle));
}

inline TensorHandle give(at::Tensor tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline at::Device device_of(int32_t type, int32_t index) {
  return at::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

}  // namespace misgen
