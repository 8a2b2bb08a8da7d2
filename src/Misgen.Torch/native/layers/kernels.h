// The inner loops of the layers, over float32 in the order [length, channels, batch]: the batch lies innermost, so that one vector
// holds one value of 16 trajectories and neither short lengths nor few channels leave lanes empty. Compiled once per instruction set.
#pragma once

#include <cstdint>

namespace misgen::layers {

// The batch must be a multiple of this.
constexpr int64_t kBatchMultiple = 16;

// Output channels that one pass of `gather` holds in registers; weights are packed in tiles of so many.
constexpr int64_t kTile = 6;

// One term of a convolution: a row of the other side and the tap of the weight that joins them.
struct Tap {
  int32_t row;
  int32_t tap;
};

// out[r][o][n] = bias[o] + offset[o][n] + sum over t of taps[first[r] .. first[r + 1]), over i of packed(t.tap, o, i) in[t.row][i][n].
struct Gather {
  float* out;           // [rows, outputs, batch]
  const float* in;      // [.., inputs, batch]
  const float* packed;  // [outputs / kTile rounded up, width, inputs, kTile]
  const float* bias;    // [outputs]
  const float* offset;  // [outputs, batch], or null
  const Tap* taps;
  const int64_t* first;  // [rows + 1]
  int64_t rows, inputs, outputs, width, batch;
};

// gradient[o][i][k] = sum over t of taps[first[k] .. first[k + 1]), over n of out[t.row][o][n] in[t.tap][i][n], where `taps` lists for
// every tap k of the weight the rows of both sides that it joins, by rising row.
struct WeightGradient {
  float* gradient;   // [outputs, inputs, width]
  const float* out;  // [rows, outputs, batch]: the gradient of the output
  const float* in;   // [.., inputs, batch]
  const Tap* taps;   // row: of the output; tap: the row of the input
  int64_t* first;    // [width + 1]
  int64_t rows, inputs, outputs, width, batch;
  float* scratch;    // weight_gradient_scratch floats
};

// y = SiLU(z), z = (x - mean) / deviation * weight + bias, with mean and deviation of each trajectory over a group of channels.
struct Normalise {
  const float* x;           // [length, channels, batch]
  const float *weight, *bias;  // [channels]
  int64_t length, channels, groups, batch;
  float epsilon;
  float* y;              // [length, channels, batch]
  float *mean, *scale;   // [groups, batch]; scale = 1 / sqrt(variance + epsilon)
};

struct NormaliseGradient {
  const float *gradient, *x;   // [length, channels, batch]: of y, and the input
  const float *weight, *bias;  // [channels]
  const float *mean, *scale;   // [groups, batch], as Normalise left them
  int64_t length, channels, groups, batch;
  float* x_gradient;                        // [length, channels, batch]
  float *weight_gradient, *bias_gradient;  // [channels]
};

struct Kernels {
  const char* instructions;
  void (*gather)(const Gather&);
  int64_t (*weight_gradient_scratch)(const WeightGradient&);
  void (*weight_gradient)(const WeightGradient&);
  // over_length[c][n] = sum of x[l][c][n] over l; over_both[c] = its sum over n.
  void (*channel_sums)(const float* x, int64_t length, int64_t channels, int64_t batch, float* over_length, float* over_both);
  void (*normalise)(const Normalise&);
  void (*normalise_gradient)(const NormaliseGradient&);
};

// Those for the processor that runs this.
const Kernels& kernels();

}  // namespace misgen::layers
