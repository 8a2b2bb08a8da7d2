namespace Misgen.Learning.Models;

/// <summary>A model family: a class of generators.</summary>
/// <param name="Id">Its id, such as <c>unet-diffusion</c>.</param>
/// <param name="Description">One line for lists and reports.</param>
/// <param name="DefaultWidth">The size it has where a profile gives none.</param>
/// <param name="Create">Builds its network.</param>
public sealed record ModelFamily(string Id, string Description, int DefaultWidth, Func<DenoiserShape, Denoiser> Create);

/// <summary>Every model family, the main one first.</summary>
public static class ModelFamilies
{
    /// <summary>All families.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } =
    [
        new("unet-diffusion", "diffusion with a 1D U-Net: local in time, the main model", 24, shape => new UNet(shape)),
        new("mlp-diffusion", "diffusion with a residual MLP over the whole trajectory", 256, shape => new ResidualMlp(shape)),
    ];

    /// <summary>Looks a family up.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The family, or null.</returns>
    public static ModelFamily? Find(string id) => All.FirstOrDefault(family => family.Id == id);
}
