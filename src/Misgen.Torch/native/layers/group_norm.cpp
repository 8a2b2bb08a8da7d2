// misgen::group_norm_silu: group normalisation (Wu, He, ECCV 2018) followed by SiLU, in one pass over the memory.
#include <ATen/ops/empty_like.h>
#include <ATen/ops/group_norm.h>
#include <ATen/ops/silu.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "batch_inner.h"

namespace misgen::layers {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class GroupNormSilu : public torch::autograd::Function<GroupNormSilu> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, int64_t groups, const at::Tensor& weight,
                            const at::Tensor& bias, double epsilon) {
    const at::Tensor in = to_rows(x), scale = weight.contiguous(), shift = bias.contiguous();
    const at::Tensor out = at::empty_like(in), statistics = at::empty({2, groups, x.size(0)}, x.options());
    float* mean = statistics.data_ptr<float>();
    kernels().normalise({in.data_ptr<float>(), scale.data_ptr<float>(), shift.data_ptr<float>(), x.size(2), x.size(1), groups, x.size(0),
                         static_cast<float>(epsilon), out.data_ptr<float>(), mean, mean + groups * x.size(0)});
    context->save_for_backward({in, scale, shift, statistics});
    return from_rows(out);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    TORCH_CHECK(!c10::GradMode::is_enabled(), "misgen::group_norm_silu has no second derivative");
    const auto saved = context->get_saved_variables();
    const at::Tensor &in = saved[0], &weight = saved[1], &bias = saved[2], &statistics = saved[3];
    const at::Tensor out = to_rows(gradients[0]);
    const at::Tensor of_x = at::empty_like(in), of_weight = at::empty_like(weight), of_bias = at::empty_like(bias);
    const float* mean = statistics.data_ptr<float>();
    const int64_t groups = statistics.size(1), batch = in.size(2);
    kernels().normalise_gradient({out.data_ptr<float>(), in.data_ptr<float>(), weight.data_ptr<float>(), bias.data_ptr<float>(), mean,
                                  mean + groups * batch, in.size(0), in.size(1), groups, batch, of_x.data_ptr<float>(),
                                  of_weight.data_ptr<float>(), of_bias.data_ptr<float>()});
    return {from_rows(of_x), at::Tensor(), of_weight, of_bias, at::Tensor()};
  }
};

at::Tensor group_norm_silu(const at::Tensor& x, int64_t groups, const at::Tensor& weight, const at::Tensor& bias, double epsilon) {
  const bool suited = suits_kernels(x) && on_kernels(weight) && on_kernels(bias) && groups > 0 && x.size(1) % groups == 0 &&
                      weight.dim() == 1 && weight.size(0) == x.size(1) && bias.dim() == 1 && bias.size(0) == x.size(1);
  if (suited) return GroupNormSilu::apply(x, groups, weight, bias, epsilon);
  return at::silu(at::group_norm(x, groups, weight, bias, epsilon));
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(misgen, library) {
  library.def("group_norm_silu(Tensor x, int groups, Tensor weight, Tensor bias, float epsilon) -> Tensor", group_norm_silu);
}

}  // namespace misgen::layers
