// Which of the compiled kernels run.
#include "../call.h"
#include "kernels.h"

#include <atomic>
#include <cstring>

namespace misgen::layers {

extern const Kernels kernels_generic;
#ifdef MISGEN_X86
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
#endif

namespace {

// Null where this build or this processor lacks them.
const Kernels* find(const char* instructions) {
#ifdef MISGEN_X86
  if (std::strcmp(instructions, "avx512") == 0) return __builtin_cpu_supports("avx512f") ? &kernels_avx512 : nullptr;
  if (std::strcmp(instructions, "avx2") == 0) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels_avx2 : nullptr;
  }
#endif
  return std::strcmp(instructions, "generic") == 0 ? &kernels_generic : nullptr;
}

const Kernels* best() {
  for (const char* instructions : {"avx512", "avx2"}) {
    if (const Kernels* found = find(instructions)) return found;
  }
  return &kernels_generic;
}

std::atomic<const Kernels*>& chosen() {
  static std::atomic<const Kernels*> kernels{best()};
  return kernels;
}

}  // namespace

const Kernels& kernels() { return *chosen().load(std::memory_order_relaxed); }

}  // namespace misgen::layers

// Those of an instruction set, for the whole process.
MISGEN_EXPORT int misgen_set_layer_instructions(const char* instructions) {
  return misgen::guarded([&] {
    const misgen::layers::Kernels* found = misgen::layers::find(instructions);
    TORCH_CHECK(found != nullptr, "this processor or this build has no ", instructions, " kernels");
    misgen::layers::chosen().store(found, std::memory_order_relaxed);
  });
}
