// What a tensor says of itself, its gradient, generators, and the modes of the current thread.
#include "call.h"

#include <ATen/Context.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

#include <mutex>

using misgen::borrow;
using misgen::guarded;
using misgen::TensorHandle;

MISGEN_EXPORT void misgen_tensor_release(TensorHandle tensor) {
  guarded([&] {
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(tensor).reset();
  });
}

struct Info {
  int64_t dimensions;
  int64_t elements;
  int64_t element_size;
  int32_t scalar_type;
  int32_t device_type;
  int32_t device_index;
  int32_t contiguous;
};

MISGEN_EXPORT int misgen_tensor_info(TensorHandle handle, Info* info) {
  return guarded([&] {
    const at::Tensor tensor = borrow(handle);
    const at::Device device = tensor.device();
    *info = Info{tensor.dim(), tensor.numel(), static_cast<int64_t>(tensor.element_size()),
                 static_cast<int32_t>(tensor.scalar_type()), static_cast<int32_t>(device.type()),
                 device.index(), tensor.is_contiguous()};
  });
}

MISGEN_EXPORT int misgen_tensor_sizes(TensorHandle handle, int64_t* sizes, int64_t* strides) {
  return guarded([&] {
    const at::Tensor tensor = borrow(handle);
    for (int64_t k = 0; k < tensor.dim(); ++k) {
      if (sizes != nullptr) sizes[k] = tensor.sizes()[k];
      if (strides != nullptr) strides[k] = tensor.strides()[k];
    }
  });
}

MISGEN_EXPORT int misgen_tensor_data(TensorHandle handle, void** data) {
  return guarded([&] { *data = borrow(handle).data_ptr(); });
}

MISGEN_EXPORT int misgen_tensor_requires_grad(TensorHandle handle, int32_t* requires_grad, int32_t* is_leaf) {
  return guarded([&] {
    const at::Tensor tensor = borrow(handle);
    *requires_grad = tensor.requires_grad();
    *is_leaf = tensor.is_leaf();
  });
}

MISGEN_EXPORT int misgen_tensor_set_requires_grad(TensorHandle handle, int32_t requires_grad) {
  return guarded([&] { borrow(handle).set_requires_grad(requires_grad != 0); });
}

MISGEN_EXPORT int misgen_tensor_retain_grad(TensorHandle handle) {
  return guarded([&] { borrow(handle).retain_grad(); });
}

MISGEN_EXPORT int misgen_tensor_grad(TensorHandle handle, TensorHandle* grad) {
  return guarded([&] {
    const at::Tensor tensor = borrow(handle);
    *grad = misgen::give(tensor.grad());
  });
}

MISGEN_EXPORT int misgen_tensor_set_grad(TensorHandle handle, TensorHandle grad) {
  return guarded([&] {
    const at::Tensor tensor = borrow(handle);
    const at::Tensor value = borrow(grad);
    TORCH_CHECK(!value.defined() || value.sizes() == tensor.sizes(), "assigned grad has shape ", value.sizes(),
                ", the tensor has shape ", tensor.sizes());
    tensor.mutable_grad() = value;
  });
}

// A generator of its own: for other devices than the CPU a copy of the device's default one, reseeded.
MISGEN_EXPORT int misgen_generator_new(uint64_t seed, int32_t device_type, int32_t device_index, at::Generator** generator) {
  return guarded([&] {
    const at::Device device = misgen::device_of(device_type, device_index);
    at::Generator made = at::globalContext().defaultGenerator(device).clone();
    made.set_current_seed(seed);
    *generator = new at::Generator(made);
  });
}

MISGEN_EXPORT int misgen_generator_default(int32_t device_type, int32_t device_index, at::Generator** generator) {
  return guarded([&] {
    *generator = new at::Generator(at::globalContext().defaultGenerator(misgen::device_of(device_type, device_index)));
  });
}

MISGEN_EXPORT void misgen_generator_release(at::Generator* generator) {
  guarded([&] { delete generator; });
}

MISGEN_EXPORT int misgen_generator_set_seed(at::Generator* generator, uint64_t seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(seed);
  });
}

MISGEN_EXPORT int misgen_generator_seed(at::Generator* generator, uint64_t* seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *seed = generator->current_seed();
  });
}

MISGEN_EXPORT int misgen_generator_get_state(at::Generator* generator, TensorHandle* state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *state = misgen::give(generator->get_state());
  });
}

MISGEN_EXPORT int misgen_generator_set_state(at::Generator* generator, TensorHandle state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(borrow(state));
  });
}

MISGEN_EXPORT int32_t misgen_grad_mode() { return c10::GradMode::is_enabled(); }

MISGEN_EXPORT void misgen_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

MISGEN_EXPORT int32_t misgen_inference_mode() { return c10::InferenceMode::is_enabled(); }

// Made and deleted on the same thread, innermost first.
MISGEN_EXPORT int misgen_inference_mode_enter(int32_t enabled, c10::InferenceMode** mode) {
  return guarded([&] { *mode = new c10::InferenceMode(enabled != 0); });
}

MISGEN_EXPORT void misgen_inference_mode_exit(c10::InferenceMode* mode) {
  guarded([&] { delete mode; });
}
