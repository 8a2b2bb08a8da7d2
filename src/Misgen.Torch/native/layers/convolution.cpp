// misgen::conv1d: a convolution over time, possibly of an input each of whose steps is repeated first (nearest-neighbour upsampling).
// misgen::conv1d.offset adds [batch, out] to every step of its output.
#include <ATen/ops/conv1d.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <vector>

#include "batch_inner.h"

namespace misgen::layers {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Which rows of input and output each tap of the weight joins.
struct Geometry {
  int64_t length, stride, padding, repeat, width;

  int64_t out_length() const { return (length * repeat + 2 * padding - width) / stride + 1; }

  // The input row of an output row and a tap; -1 in the padding.
  int64_t input(int64_t row, int64_t tap) const {
    const int64_t at = row * stride + tap - padding;
    return at < 0 || at >= length * repeat ? -1 : at / repeat;
  }
};

struct TapLists {
  std::vector<Tap> taps;
  std::vector<int64_t> first;
};

TapLists by_output(const Geometry& geometry) {
  TapLists lists;
  for (int64_t row = 0; row < geometry.out_length(); ++row) {
    lists.first.push_back(static_cast<int64_t>(lists.taps.size()));
    for (int64_t tap = 0; tap < geometry.width; ++tap) {
      const int64_t input = geometry.input(row, tap);
      if (input >= 0) lists.taps.push_back({static_cast<int32_t>(input), static_cast<int32_t>(tap)});
    }
  }
  lists.first.push_back(static_cast<int64_t>(lists.taps.size()));
  return lists;
}

TapLists by_input(const Geometry& geometry) {
  std::vector<std::vector<Tap>> rows(geometry.length);
  for (int64_t row = 0; row < geometry.out_length(); ++row) {
    for (int64_t tap = 0; tap < geometry.width; ++tap) {
      const int64_t input = geometry.input(row, tap);
      if (input >= 0) rows[input].push_back({static_cast<int32_t>(row), static_cast<int32_t>(tap)});
    }
  }
  TapLists lists;
  for (const auto& row : rows) {
    lists.first.push_back(static_cast<int64_t>(lists.taps.size()));
    lists.taps.insert(lists.taps.end(), row.begin(), row.end());
  }
  lists.first.push_back(static_cast<int64_t>(lists.taps.size()));
  return lists;
}

TapLists by_tap(const Geometry& geometry) {
  TapLists lists;
  for (int64_t tap = 0; tap < geometry.width; ++tap) {
    lists.first.push_back(static_cast<int64_t>(lists.taps.size()));
    for (int64_t row = 0; row < geometry.out_length(); ++row) {
      const int64_t input = geometry.input(row, tap);
      if (input >= 0) lists.taps.push_back({static_cast<int32_t>(row), static_cast<int32_t>(input)});
    }
  }
  lists.first.push_back(static_cast<int64_t>(lists.taps.size()));
  return lists;
}

// weight(o, i, k) into [o / kTile, k, i, o % kTile], filled with zeros.
template <class Weight>
std::vector<float> pack(int64_t outputs, int64_t inputs, int64_t width, Weight&& weight) {
  const int64_t tiles = (outputs + kTile - 1) / kTile;
  std::vector<float> packed(tiles * width * inputs * kTile);
  for (int64_t o = 0; o < outputs; ++o) {
    for (int64_t i = 0; i < inputs; ++i) {
      for (int64_t k = 0; k < width; ++k) packed[((o / kTile * width + k) * inputs + i) * kTile + o % kTile] = weight(o, i, k);
    }
  }
  return packed;
}

class Convolution : public torch::autograd::Function<Convolution> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                            const at::Tensor& offset, int64_t stride, int64_t padding, int64_t repeat) {
    const Geometry geometry{x.size(2), stride, padding, repeat, weight.size(2)};
    const int64_t inputs = x.size(1), outputs = weight.size(0), batch = x.size(0);
    const at::Tensor in = to_rows(x), taps = weight.contiguous(), shift = bias.contiguous();
    const at::Tensor per_trajectory = offset.dim() == 2 ? offset.t().contiguous() : offset;
    const at::Tensor out = new_rows(geometry.out_length(), outputs, batch, x);
    const float* w = taps.data_ptr<float>();
    const auto packed = pack(outputs, inputs, geometry.width,
                             [&](int64_t o, int64_t i, int64_t k) { return w[(o * inputs + i) * geometry.width + k]; });
    const TapLists lists = by_output(geometry);
    kernels().gather({out.data_ptr<float>(), in.data_ptr<float>(), packed.data(), shift.data_ptr<float>(),
                      offset.dim() == 2 ? per_trajectory.data_ptr<float>() : nullptr, lists.taps.data(), lists.first.data(),
                      geometry.out_length(), inputs, outputs, geometry.width, batch});
    context->save_for_backward({in, taps});
    context->saved_data["stride"] = stride;
    context->saved_data["padding"] = padding;
    context->saved_data["repeat"] = repeat;
    return from_rows(out);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    TORCH_CHECK(!c10::GradMode::is_enabled(), "misgen::conv1d has no second derivative");
    const auto saved = context->get_saved_variables();
    const at::Tensor &in = saved[0], &weight = saved[1];
    const int64_t inputs = in.size(1), outputs = weight.size(0), batch = in.size(2);
    const Geometry geometry{in.size(0), context->saved_data["stride"].toInt(), context->saved_data["padding"].toInt(),
                            context->saved_data["repeat"].toInt(), weight.size(2)};
    const at::Tensor out = to_rows(gradients[0]);
    const at::Tensor of_weight = at::empty_like(weight), of_bias = at::empty({outputs}, weight.options()),
                     of_offset = at::empty({outputs, batch}, weight.options());
    at::Tensor of_x;
    if (context->needs_input_grad(0)) {
      const at::Tensor rows = new_rows(geometry.length, inputs, batch, in);
      const float* w = weight.data_ptr<float>();
      const auto packed = pack(inputs, outputs, geometry.width,
                               [&](int64_t i, int64_t o, int64_t k) { return w[(o * inputs + i) * geometry.width + k]; });
      const std::vector<float> none(inputs);
      const TapLists lists = by_input(geometry);
      kernels().gather({rows.data_ptr<float>(), out.data_ptr<float>(), packed.data(), none.data(), nullptr, lists.taps.data(),
                        lists.first.data(), geometry.length, outputs, inputs, geometry.width, batch});
      of_x = from_rows(rows);
    }
    TapLists lists = by_tap(geometry);
    WeightGradient sums{of_weight.data_ptr<float>(), out.data_ptr<float>(), in.data_ptr<float>(), lists.taps.data(),
                        lists.first.data(), geometry.out_length(), inputs, outputs, geometry.width, batch, nullptr};
    const at::Tensor scratch = at::empty({kernels().weight_gradient_scratch(sums)}, weight.options());
    sums.scratch = scratch.data_ptr<float>();
    kernels().weight_gradient(sums);
    kernels().channel_sums(sums.out, geometry.out_length(), outputs, batch, of_offset.data_ptr<float>(), of_bias.data_ptr<float>());
    return {of_x,         of_weight,    of_bias,     context->needs_input_grad(3) ? of_offset.t() : at::Tensor(),
            at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

void check(int64_t stride, int64_t padding, int64_t repeat) {
  TORCH_CHECK(stride > 0 && padding >= 0 && repeat > 0, "misgen::conv1d: stride and repeat must be positive, padding not negative");
}

bool suits_kernels(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, int64_t padding, int64_t repeat) {
  return layers::suits_kernels(x) && on_kernels(weight) && on_kernels(bias) && weight.dim() == 3 && weight.size(1) == x.size(1) &&
         bias.dim() == 1 && bias.size(0) == weight.size(0) && x.size(2) * repeat + 2 * padding >= weight.size(2);
}

// What libtorch makes of it: on other devices and types, of batches that do not fill vectors, and where something is wrong, with its
// own message.
at::Tensor composed(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, int64_t stride, int64_t padding, int64_t repeat) {
  return at::conv1d(repeat == 1 ? x : x.repeat_interleave(repeat, 2), weight, bias, stride, padding);
}

at::Tensor conv1d(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, int64_t stride, int64_t padding,
                  int64_t repeat) {
  check(stride, padding, repeat);
  if (!suits_kernels(x, weight, bias, padding, repeat)) return composed(x, weight, bias, stride, padding, repeat);
  const at::Tensor no_offset = at::empty({0}, x.options());  // an undefined tensor cannot be an input of a Function
  return Convolution::apply(x, weight, bias, no_offset, stride, padding, repeat);
}

at::Tensor conv1d_offset(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& offset, int64_t stride,
                         int64_t padding, int64_t repeat) {
  check(stride, padding, repeat);
  const bool suited = suits_kernels(x, weight, bias, padding, repeat) && on_kernels(offset) &&
                      offset.sizes() == at::IntArrayRef{x.size(0), weight.size(0)};
  if (suited) return Convolution::apply(x, weight, bias, offset, stride, padding, repeat);
  return composed(x, weight, bias, stride, padding, repeat).add(offset.unsqueeze(2));
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(misgen, library) {
  library.def("conv1d(Tensor x, Tensor weight, Tensor bias, int stride, int padding, int repeat) -> Tensor", conv1d);
  library.def("conv1d.offset(Tensor x, Tensor weight, Tensor bias, Tensor offset, int stride, int padding, int repeat) -> Tensor",
              conv1d_offset);
}

}  // namespace misgen::layers
