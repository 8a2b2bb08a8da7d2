#!/usr/bin/env python3
"""Values of the reference U-Net with known weights, for the C# tests (tests/Misgen.Learning.Tests/UNetTests.cs).

Every parameter tensor, in the order of the C# layout, is filled with 0.1 sin(i), i counting through all of them; the input is
x[b, c, t] = cos(0.3 t + b + 2 c) and the times are .2 and .7. Prints a few outputs of the velocity.
"""
import torch

from train_unet import UNet

CHANNELS, LENGTH = 2, 16


def block(name, skip):
    parts = [("norm1", 2), ("conv1", 2), ("step", 2), ("norm2", 2), ("conv2", 2)] + ([("skip", 2)] if skip else [])
    return [f"{name}.{part}.{kind}" for part, _ in parts for kind in ("weight", "bias")]


def order():
    """Names of the C# layout."""
    pair = lambda name: [f"{name}.weight", f"{name}.bias"]
    return (pair("time1") + pair("time2") + pair("input") + block("down0", False) + pair("half1") + block("down1", True)
            + pair("half2") + block("middle", True) + pair("double1") + block("up1", False) + pair("double0")
            + block("up0", False) + pair("norm") + pair("output"))


def translate(name, model):
    """The C# name in the reference model's names."""
    for ours, theirs in (("down0.", "block0."), ("down1.", "block1."), ("half1", "down0"), ("half2", "down1")):
        if name.startswith(ours):
            name = theirs + name[len(ours):]
            break
    return name.replace(".step.", ".time.")


torch.set_num_threads(1)
model = UNet(CHANNELS)
parameters = dict(model.named_parameters())
count = 0
for name in order():
    value = parameters.pop(translate(name, model))
    index = torch.arange(count, count + value.numel(), dtype=torch.float64)
    value.data.copy_((0.1 * torch.sin(index)).view(value.shape))
    count += value.numel()
assert not parameters, parameters.keys()
b, c, t = torch.meshgrid(torch.arange(2.0), torch.arange(2.0), torch.arange(float(LENGTH)), indexing="ij")
with torch.no_grad():
    out = model(torch.cos(0.3 * t + b + 2 * c), torch.tensor([0.2, 0.7]))
print(count, [round(v, 6) for v in out[0, 0, :4].tolist()], [round(v, 6) for v in out[1, 1, -4:].tolist()], round(out.abs().sum().item(), 4))
