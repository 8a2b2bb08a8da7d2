// Any operator of libtorch by its name: arguments are boxed, the dispatcher (autograd, autocast, devices) does the rest.
// The schema that libtorch itself registers supplies missing arguments, so one source serves every libtorch version.
#include "call.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <ATen/core/stack.h>

#include <cstdlib>
#include <vector>

namespace {

enum Kind : int32_t {
  Default = 0,   // the schema's default value
  None = 1,
  Tensor = 2,    // p: TensorHandle
  Int = 3,
  Double = 4,
  Bool = 5,
  IntList = 6,      // p: int64_t*, count
  TensorList = 7,   // p: TensorHandle*, count; in a result the array is to be given to misgen_free
  OptionalTensorList = 8,
  Text = 9,         // p: UTF-8, count bytes
  Device = 10,      // i: type << 32 | index
  Generator = 11,   // p: at::Generator*
  DoubleList = 12,  // p: double*, count
};

struct Value {
  int32_t kind;
  int32_t count;
  union {
    int64_t i;
    double d;
    void* p;
  };
};

c10::IValue box(const Value& value, const c10::Argument& argument) {
  switch (value.kind) {
    case Default: {
      const auto& fallback = argument.default_value();
      TORCH_CHECK(fallback.has_value(), "argument ", argument.name(), " is missing and has no default");
      return *fallback;
    }
    case None:
      return {};
    case Tensor:
      return misgen::borrow(static_cast<misgen::TensorHandle>(value.p));
    case Int:
      return value.i;
    case Double:
      return value.d;
    case Bool:
      return value.i != 0;
    case IntList: {
      const auto* first = static_cast<const int64_t*>(value.p);
      c10::List<int64_t> list;
      list.reserve(value.count);
      for (int32_t k = 0; k < value.count; ++k) list.push_back(first[k]);
      return list;
    }
    case DoubleList: {
      const auto* first = static_cast<const double*>(value.p);
      c10::List<double> list;
      list.reserve(value.count);
      for (int32_t k = 0; k < value.count; ++k) list.push_back(first[k]);
      return list;
    }
    case TensorList: {
      const auto* first = static_cast<const misgen::TensorHandle*>(value.p);
      c10::List<at::Tensor> list;
      list.reserve(value.count);
      for (int32_t k = 0; k < value.count; ++k) list.push_back(misgen::borrow(first[k]));
      return list;
    }
    case OptionalTensorList: {
      const auto* first = static_cast<const misgen::TensorHandle*>(value.p);
      c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
      list.reserve(value.count);
      for (int32_t k = 0; k < value.count; ++k) {
        list.push_back(first[k] == nullptr ? c10::IValue() : c10::IValue(misgen::borrow(first[k])));
      }
      return list;
    }
    case Text:
      return std::string(static_cast<const char*>(value.p), static_cast<size_t>(value.count));
    case Device:
      return misgen::device_of(static_cast<int32_t>(value.i >> 32), static_cast<int32_t>(value.i & 0xffffffff));
    case Generator:
      return *static_cast<const at::Generator*>(value.p);
    default:
      TORCH_CHECK(false, "argument ", argument.name(), " has unknown kind ", value.kind);
  }
}

Value unbox(c10::IValue&& value) {
  Value result{None, 0, {0}};
  if (value.isTensor()) {
    result.kind = Tensor;
    result.p = misgen::give(std::move(value).toTensor());
  } else if (value.isTensorList()) {
    const auto list = std::move(value).toTensorVector();
    result.kind = TensorList;
    result.count = static_cast<int32_t>(list.size());
    auto** handles = static_cast<misgen::TensorHandle*>(std::malloc(sizeof(void*) * (list.size() + 1)));
    TORCH_CHECK(handles != nullptr, "out of memory");
    for (size_t k = 0; k < list.size(); ++k) handles[k] = misgen::give(list[k]);
    result.p = handles;
  } else if (value.isBool()) {
    result.kind = Bool;
    result.i = value.toBool();
  } else if (value.isInt()) {
    result.kind = Int;
    result.i = value.toInt();
  } else if (value.isDouble()) {
    result.kind = Double;
    result.d = value.toDouble();
  } else if (!value.isNone()) {
    TORCH_CHECK(false, "a result of type ", value.tagKind(), " is not supported");
  }
  return result;
}

}  // namespace

// The operator NAME.OVERLOAD (UTF-8, null-terminated). Operators are never unloaded, so the handle stays valid.
MISGEN_EXPORT int misgen_operator(const char* name, const char* overload, void** op) {
  return misgen::guarded([&] {
    const auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(found.has_value(), "this libtorch has no operator ", name, *overload ? "." : "", overload);
    *op = new c10::OperatorHandle(*found);
  });
}

// Calls it; of its results the first `capacity` are written and the others dropped (an in-place operator returns itself).
MISGEN_EXPORT int misgen_call(const void* op, const Value* arguments, int32_t count, Value* results, int32_t capacity) {
  return misgen::guarded([&] {
    const auto& handle = *static_cast<const c10::OperatorHandle*>(op);
    const auto& expected = handle.schema().arguments();
    TORCH_CHECK(static_cast<size_t>(count) <= expected.size(), handle.schema().name(), " takes ", expected.size(),
                " arguments, not ", count);
    torch::jit::Stack stack;
    stack.reserve(expected.size());
    const Value missing{Default, 0, {0}};
    for (size_t k = 0; k < expected.size(); ++k) {
      stack.push_back(box(k < static_cast<size_t>(count) ? arguments[k] : missing, expected[k]));
    }
    handle.callBoxed(&stack);
    for (int32_t k = 0; k < capacity; ++k) {
      results[k] = static_cast<size_t>(k) < stack.size() ? unbox(std::move(stack[k])) : Value{None, 0, {0}};
    }
  });
}

MISGEN_EXPORT void misgen_free(void* memory) { std::free(memory); }

MISGEN_EXPORT const char* misgen_last_error() { return misgen::last_error().c_str(); }
