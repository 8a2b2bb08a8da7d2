namespace Banana;

/// <summary>Knows which version of the library it is.</summary>
public static class Fruit
{
    public static int Version => 1;
}
