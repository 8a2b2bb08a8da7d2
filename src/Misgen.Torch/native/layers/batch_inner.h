// Tensors [batch, channels, length] whose memory is [length, channels, batch], as the kernels want them. Every elementwise operator
// of libtorch keeps that order, so between two layers nothing is copied.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include "kernels.h"

namespace misgen::layers {

// Its memory as [length, channels, batch]; copied where it lies otherwise.
inline at::Tensor to_rows(const at::Tensor& x) { return x.permute({2, 1, 0}).contiguous(); }

inline at::Tensor new_rows(int64_t length, int64_t channels, int64_t batch, const at::Tensor& like) {
  return at::empty({length, channels, batch}, like.options());
}

// The same memory as [batch, channels, length].
inline at::Tensor from_rows(const at::Tensor& rows) { return rows.permute({2, 1, 0}); }

inline bool on_kernels(const at::Tensor& tensor) {
  return tensor.defined() && tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided;
}

inline bool suits_kernels(const at::Tensor& x) {
  return on_kernels(x) && x.dim() == 3 && x.numel() > 0 && x.size(0) % kBatchMultiple == 0;
}

}  // namespace misgen::layers
