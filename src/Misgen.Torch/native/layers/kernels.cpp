// Compiled once per instruction set, with MISGEN_INSTRUCTIONS as its name and the compiler's options for it. Nothing of the standard
// library's templates may be used here: the linker could choose these instructions for the copy that all the program shares.
#include "kernels.h"

#include <cstddef>

namespace misgen::layers {
namespace {

// Lanes: floats in a vector; kColumns: vectors of the batch held at once, so that with kTile outputs the registers are just filled.
#if defined(__AVX512F__)
constexpr int kLanes = 16, kColumns = 4, kOuterOutputs = 6, kOuterInputs = 4;
#elif defined(__AVX2__)
constexpr int kLanes = 8, kColumns = 2, kOuterOutputs = 2, kOuterInputs = 4;
#else
constexpr int kLanes = 4, kColumns = 2, kOuterOutputs = 2, kOuterInputs = 4;
#endif
static_assert(kBatchMultiple % kLanes == 0);

// Input channels per pass: with five rows of 64 trajectories they fill most of a first-level cache of 48 KiB.
constexpr int64_t kInputBlock = 24;

// Rows of a pass over the gradients of a weight: the rows of both sides stay in the first-level cache for all taps.
constexpr int64_t kRowBlock = 8;

#define MISGEN_INLINE inline __attribute__((always_inline))

typedef float Vector __attribute__((vector_size(kLanes * 4), aligned(4), may_alias));
typedef int32_t Integers __attribute__((vector_size(kLanes * 4)));

MISGEN_INLINE Vector load(const float* p) { return *reinterpret_cast<const Vector*>(p); }
MISGEN_INLINE void store(float* p, Vector v) { *reinterpret_cast<Vector*>(p) = v; }
MISGEN_INLINE Vector splat(float x) { return x - Vector{}; }
MISGEN_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

// [a0 + a(n/2), b0 + b(n/2), a1 + a(n/2 + 1), ..]: half-way sums of both, in turns.
MISGEN_INLINE Vector fold(Vector a, Vector b) {
  Integers low{}, high{};
  for (int i = 0; i < kLanes / 2; ++i) {
    low[2 * i] = i;
    low[2 * i + 1] = kLanes + i;
    high[2 * i] = kLanes / 2 + i;
    high[2 * i + 1] = kLanes + kLanes / 2 + i;
  }
  return __builtin_shuffle(a, b, low) + __builtin_shuffle(a, b, high);
}

// The sum of each of kLanes vectors, which are overwritten.
MISGEN_INLINE Vector sums_of(Vector* v) {
#pragma GCC unroll 4
  for (int half = kLanes / 2; half > 0; half /= 2) {
#pragma GCC unroll 8
    for (int i = 0; i < half; ++i) v[i] = fold(v[i], v[i + half]);
  }
  return v[0];
}

MISGEN_INLINE float sum(Vector v) {
  for (int half = kLanes / 2; half > 0; half /= 2) v = fold(v, v);
  return v[0];
}

template <int Outputs, int Columns>
MISGEN_INLINE void gather_tile(float* out, const float* in, const float* packed, const float* bias, const float* offset, const Tap* tap,
                               const Tap* last, int64_t inputs, int64_t first_input, int64_t last_input, int64_t batch) {
  Vector sums[Outputs][Columns];
  for (int o = 0; o < Outputs; ++o) {
    for (int m = 0; m < Columns; ++m) {
      sums[o][m] = bias ? splat(bias[o]) : load(out + o * batch + m * kLanes);
      if (offset) sums[o][m] += load(offset + o * batch + m * kLanes);
    }
  }
  for (; tap < last; ++tap) {
    const float* x = in + (tap->row * inputs + first_input) * batch;
    const float* w = packed + (tap->tap * inputs + first_input) * kTile;
    for (int64_t i = first_input; i < last_input; ++i, x += batch, w += kTile) {
      Vector values[Columns];
#pragma GCC unroll 4
      for (int m = 0; m < Columns; ++m) values[m] = load(x + m * kLanes);
#pragma GCC unroll 6
      for (int o = 0; o < Outputs; ++o) {
        const Vector weight = splat(w[o]);
#pragma GCC unroll 4
        for (int m = 0; m < Columns; ++m) sums[o][m] += weight * values[m];
      }
    }
  }
  for (int o = 0; o < Outputs; ++o) {
    for (int m = 0; m < Columns; ++m) store(out + o * batch + m * kLanes, sums[o][m]);
  }
}

// All rows and outputs, for the trajectories from `start` on that `Columns` vectors hold.
template <int Columns>
void gather_columns(const Gather& g, int64_t start) {
  for (int64_t row = 0; row < g.rows; ++row) {
    const Tap *tap = g.taps + g.first[row], *last = g.taps + g.first[row + 1];
    for (int64_t input = 0; input < g.inputs; input += kInputBlock) {
      const int64_t end = smaller(g.inputs, input + kInputBlock);
      for (int64_t output = 0; output < g.outputs; output += kTile) {
        float* out = g.out + (row * g.outputs + output) * g.batch + start;
        const float* packed = g.packed + output * g.width * g.inputs;
        const float* bias = input == 0 ? g.bias + output : nullptr;
        const float* offset = input == 0 && g.offset ? g.offset + output * g.batch + start : nullptr;
        switch (smaller(kTile, g.outputs - output)) {
#define MISGEN_TILE(count) \
  case count:              \
    gather_tile<count, Columns>(out, g.in + start, packed, bias, offset, tap, last, g.inputs, input, end, \
                                g.batch);                                                                         \
    break;
          MISGEN_TILE(1)
          MISGEN_TILE(2)
          MISGEN_TILE(3)
          MISGEN_TILE(4)
          MISGEN_TILE(5)
          MISGEN_TILE(6)
#undef MISGEN_TILE
        }
      }
    }
  }
}

void gather(const Gather& g) {
  int64_t start = 0;
  for (; start + kColumns * kLanes <= g.batch; start += kColumns * kLanes) gather_columns<kColumns>(g, start);
  for (; start < g.batch; start += kLanes) gather_columns<1>(g, start);
}

constexpr int kOuter = kOuterOutputs * kOuterInputs;
constexpr int kOuterPadded = (kOuter + kLanes - 1) / kLanes * kLanes;

int64_t outer_tiles(const WeightGradient& g) {
  return ((g.outputs + kOuterOutputs - 1) / kOuterOutputs) * ((g.inputs + kOuterInputs - 1) / kOuterInputs);
}

int64_t weight_gradient_scratch(const WeightGradient& g) {
  return g.rows <= kRowBlock ? 0 : outer_tiles(g) * g.width * kOuter * kLanes;
}

// One tile of the gradient for one tap. Between blocks of rows its sums, a vector each, wait in `waiting`.
struct OuterTile {
  const float *out, *in;
  const Tap *tap, *last;
  int64_t outputs, inputs, batch;
  bool is_first, is_last;
  float* waiting;  // [kOuter, kLanes]
  float* result;   // [kOuterPadded]: written when is_last
};

template <int Outputs, int Inputs>
MISGEN_INLINE void outer_tile(const OuterTile& t) {
  Vector held[kOuterPadded]{};
  if (!t.is_first) {
    for (int o = 0; o < Outputs; ++o) {
      for (int i = 0; i < Inputs; ++i) held[o * kOuterInputs + i] = load(t.waiting + (o * kOuterInputs + i) * kLanes);
    }
  }
  const int64_t batch = t.batch;
  for (const Tap* tap = t.tap; tap < t.last; ++tap) {
    const float* g = t.out + tap->row * t.outputs * batch;
    const float* x = t.in + tap->tap * t.inputs * batch;
    for (int64_t n = 0; n < batch; n += kLanes) {
      Vector values[Inputs];
#pragma GCC unroll 4
      for (int i = 0; i < Inputs; ++i) values[i] = load(x + i * batch + n);
#pragma GCC unroll 6
      for (int o = 0; o < Outputs; ++o) {
        const Vector gradient = load(g + o * batch + n);
#pragma GCC unroll 4
        for (int i = 0; i < Inputs; ++i) held[o * kOuterInputs + i] += gradient * values[i];
      }
    }
  }
  if (t.is_last) {
#pragma GCC unroll 4
    for (int part = 0; part < kOuterPadded; part += kLanes) store(t.result + part, sums_of(held + part));
  } else {
    for (int o = 0; o < Outputs; ++o) {
      for (int i = 0; i < Inputs; ++i) store(t.waiting + (o * kOuterInputs + i) * kLanes, held[o * kOuterInputs + i]);
    }
  }
}

// A tile at the edge, where fewer outputs or inputs are left.
void outer_edge(const OuterTile& t, int64_t outputs, int64_t inputs) {
  switch (outputs * 8 + inputs) {
#define MISGEN_EDGE(o, i) \
  case o * 8 + i:         \
    outer_tile<(o < kOuterOutputs ? o : kOuterOutputs), i>(t); \
    break;
#define MISGEN_EDGES(o) MISGEN_EDGE(o, 1) MISGEN_EDGE(o, 2) MISGEN_EDGE(o, 3) MISGEN_EDGE(o, 4)
    MISGEN_EDGES(1)
    MISGEN_EDGES(2)
    MISGEN_EDGES(3)
    MISGEN_EDGES(4)
    MISGEN_EDGES(5)
    MISGEN_EDGES(6)
#undef MISGEN_EDGES
#undef MISGEN_EDGE
  }
}

void weight_gradient(const WeightGradient& g) {
  for (int64_t row = 0; row < g.rows; row += kRowBlock) {
    float* waiting = g.scratch;
    for (int64_t output = 0; output < g.outputs; output += kOuterOutputs) {
      const int64_t outputs = smaller(kOuterOutputs, g.outputs - output);
      for (int64_t input = 0; input < g.inputs; input += kOuterInputs) {
        const int64_t inputs = smaller(kOuterInputs, g.inputs - input);
        for (int64_t k = 0; k < g.width; ++k, waiting += kOuter * kLanes) {
          const Tap *tap = g.taps + g.first[k], *end = g.taps + g.first[k + 1];
          while (tap < end && tap->row < row) ++tap;
          const Tap* last = tap;
          while (last < end && last->row < row + kRowBlock) ++last;
          float result[kOuterPadded];
          const OuterTile tile{g.out + output * g.batch, g.in + input * g.batch, tap, last, g.outputs, g.inputs, g.batch, row == 0,
                               row + kRowBlock >= g.rows, waiting, result};
          if (outputs == kOuterOutputs && inputs == kOuterInputs) {
            outer_tile<kOuterOutputs, kOuterInputs>(tile);
          } else {
            outer_edge(tile, outputs, inputs);
          }
          if (!tile.is_last) continue;
          for (int64_t o = 0; o < outputs; ++o) {
            for (int64_t i = 0; i < inputs; ++i) {
              g.gradient[((output + o) * g.inputs + input + i) * g.width + k] = result[o * kOuterInputs + i];
            }
          }
        }
      }
    }
  }
}

void channel_sums(const float* x, int64_t length, int64_t channels, int64_t batch, float* over_length, float* over_both) {
  for (int64_t c = 0; c < channels; ++c) {
    Vector both{};
    for (int64_t n = 0; n < batch; n += kLanes) {
      Vector total{};
      for (int64_t l = 0; l < length; ++l) total += load(x + (l * channels + c) * batch + n);
      store(over_length + c * batch + n, total);
      both += total;
    }
    over_both[c] = sum(both);
  }
}

// exp to 1e-7 relative on [-87, 88], clamped beyond: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes, expf.c).
MISGEN_INLINE Vector exponential(Vector x) {
  const Vector lowest = splat(-87.0f), highest = splat(88.0f), rounder = splat(12582912.0f);  // 1.5 * 2^23: adding it rounds
  x = x < lowest ? lowest : x;
  x = x > highest ? highest : x;
  const Vector shifted = x * 1.44269504088896341f + rounder;
  const Vector n = shifted - rounder;
  x = x - n * 0.693359375f;
  x = x + n * 2.12194440e-4f;
  Vector p = splat(1.9875691500e-4f);
  p = p * x + 1.3981999507e-3f;
  p = p * x + 8.3334519073e-3f;
  p = p * x + 4.1665795894e-2f;
  p = p * x + 1.6666665459e-1f;
  p = p * x + 5.0000001201e-1f;
  p = p * x * x + x + 1.0f;
  const Integers power = (__builtin_convertvector(n, Integers) + 127) << 23;
  return p * reinterpret_cast<const Vector&>(power);
}

MISGEN_INLINE Vector sigmoid(Vector x) { return 1.0f / (1.0f + exponential(-x)); }

// Mean and scale over a group of channels, then the output: one trajectory per lane.
template <int Columns>
void normalise_columns(const Normalise& a, int64_t group, int64_t start) {
  const int64_t width = a.channels / a.groups, row = a.channels * a.batch;
  const float* x = a.x + group * width * a.batch + start;
  const float share = 1.0f / static_cast<float>(width * a.length);
  Vector mean[Columns]{}, scale[Columns]{};
  for (int64_t l = 0; l < a.length; ++l) {
    for (int64_t c = 0; c < width; ++c) {
      for (int m = 0; m < Columns; ++m) mean[m] += load(x + l * row + c * a.batch + m * kLanes);
    }
  }
  for (int m = 0; m < Columns; ++m) mean[m] *= share;
  for (int64_t l = 0; l < a.length; ++l) {
    for (int64_t c = 0; c < width; ++c) {
      for (int m = 0; m < Columns; ++m) {
        const Vector centred = load(x + l * row + c * a.batch + m * kLanes) - mean[m];
        scale[m] += centred * centred;
      }
    }
  }
  for (int m = 0; m < Columns; ++m) {
    const Vector variance = scale[m] * share + a.epsilon;
    for (int i = 0; i < kLanes; ++i) scale[m][i] = 1.0f / __builtin_sqrtf(variance[i]);
    store(a.mean + group * a.batch + start + m * kLanes, mean[m]);
    store(a.scale + group * a.batch + start + m * kLanes, scale[m]);
  }
  for (int64_t l = 0; l < a.length; ++l) {
    for (int64_t c = 0; c < width; ++c) {
      const float weight = a.weight[group * width + c], bias = a.bias[group * width + c];
      const int64_t at = l * row + (group * width + c) * a.batch + start;
      for (int m = 0; m < Columns; ++m) {
        const Vector z = (load(a.x + at + m * kLanes) - mean[m]) * (scale[m] * weight) + bias;
        store(a.y + at + m * kLanes, z * sigmoid(z));
      }
    }
  }
}

void normalise(const Normalise& a) {
  for (int64_t group = 0; group < a.groups; ++group) {
    int64_t start = 0;
    for (; start + kColumns * kLanes <= a.batch; start += kColumns * kLanes) normalise_columns<kColumns>(a, group, start);
    for (; start < a.batch; start += kLanes) normalise_columns<1>(a, group, start);
  }
}

// With h = (x - mean) scale and u the gradient of h: scale (u - mean(u) - h mean(u h)) (Ioffe, Szegedy 2015, section 3, per group).
template <int Columns>
void normalise_gradient_columns(const NormaliseGradient& a, int64_t group, int64_t start) {
  const int64_t width = a.channels / a.groups, row = a.channels * a.batch;
  const float share = 1.0f / static_cast<float>(width * a.length);
  Vector mean[Columns], scale[Columns], plain[Columns]{}, weighted[Columns]{};
  for (int m = 0; m < Columns; ++m) {
    mean[m] = load(a.mean + group * a.batch + start + m * kLanes);
    scale[m] = load(a.scale + group * a.batch + start + m * kLanes);
  }
  for (int64_t c = group * width; c < (group + 1) * width; ++c) {
    const float weight = a.weight[c], bias = a.bias[c];
    Vector of_weight{}, of_bias{};
    for (int64_t l = 0; l < a.length; ++l) {
      for (int m = 0; m < Columns; ++m) {
        const int64_t at = l * row + c * a.batch + start + m * kLanes;
        const Vector h = (load(a.x + at) - mean[m]) * scale[m];
        const Vector z = h * weight + bias;
        const Vector s = sigmoid(z);
        const Vector of_z = load(a.gradient + at) * (s * (1.0f + z * (1.0f - s)));
        of_weight += of_z * h;
        of_bias += of_z;
        const Vector of_h = of_z * weight;
        plain[m] += of_h;
        weighted[m] += of_h * h;
        store(a.x_gradient + at, of_h);
      }
    }
    a.weight_gradient[c] += sum(of_weight);
    a.bias_gradient[c] += sum(of_bias);
  }
  for (int m = 0; m < Columns; ++m) {
    plain[m] *= share;
    weighted[m] *= share;
  }
  for (int64_t l = 0; l < a.length; ++l) {
    for (int64_t c = group * width; c < (group + 1) * width; ++c) {
      for (int m = 0; m < Columns; ++m) {
        const int64_t at = l * row + c * a.batch + start + m * kLanes;
        const Vector h = (load(a.x + at) - mean[m]) * scale[m];
        store(a.x_gradient + at, scale[m] * (load(a.x_gradient + at) - plain[m] - h * weighted[m]));
      }
    }
  }
}

void normalise_gradient(const NormaliseGradient& a) {
  for (int64_t c = 0; c < a.channels; ++c) a.weight_gradient[c] = a.bias_gradient[c] = 0;
  for (int64_t group = 0; group < a.groups; ++group) {
    int64_t start = 0;
    for (; start + kColumns * kLanes <= a.batch; start += kColumns * kLanes) normalise_gradient_columns<kColumns>(a, group, start);
    for (; start < a.batch; start += kLanes) normalise_gradient_columns<1>(a, group, start);
  }
}

}  // namespace

#define MISGEN_TEXT_OF(name) #name
#define MISGEN_TEXT(name) MISGEN_TEXT_OF(name)
#define MISGEN_JOINED_OF(a, b) a##b
#define MISGEN_JOINED(a, b) MISGEN_JOINED_OF(a, b)

extern const Kernels MISGEN_JOINED(kernels_, MISGEN_INSTRUCTIONS);
const Kernels MISGEN_JOINED(kernels_, MISGEN_INSTRUCTIONS) = {
    MISGEN_TEXT(MISGEN_INSTRUCTIONS), gather, weight_gradient_scratch, weight_gradient, channel_sums, normalise, normalise_gradient};

}  // namespace misgen::layers
