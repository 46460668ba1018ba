namespace Awe.Tests.Map;

/// <summary>
/// The library's folders are rooms, and PCM and messages flow down this list: a room names only rooms before it. When the picture is to
/// change, it is changed here and in the page that draws it.
/// </summary>
public sealed class RoomMapTests
{
    private static readonly string[] s_order =
        ["Primitives", "Codecs", "SoundFonts", "Storage", "Midi", "BuiltIn", "Voices", "Effects", "Playback"];

    // Words of code that leaves the safe language. Unsafe.SizeOf is let through: it is only a number.
    private static readonly string[] s_unsafeWords = ["unsafe", "Unsafe", "MemoryMarshal", "DllImport", "LibraryImport"];

    private static readonly string[] s_vectorWords =
        ["Intrinsics", "Vector64", "Vector128", "Vector256", "Vector512", "Vector<", "TensorPrimitives"];

    [Fact]
    public void Every_folder_of_the_library_is_a_room_of_the_list()
    {
        Assert.Equal(s_order.Order(), SourceFile.OfLibrary().Select(file => file.Room).Distinct().Order());
    }

    [Fact]
    public void A_room_names_only_rooms_before_it()
    {
        var upward =
            from file in SourceFile.OfLibrary()
            from named in file.RoomsNamed(s_order)
            where Array.IndexOf(s_order, named) > Array.IndexOf(s_order, file.Room)
            select $"{file.Path} names {named}";
        Assert.Empty(upward);
    }

    [Fact]
    public void A_name_after_Awe_is_a_room()
    {
        var unknown =
            from file in SourceFile.OfLibrary()
            from named in file.RoomsNamed(s_order)
            where !s_order.Contains(named)
            select $"{file.Path} names Awe.{named}";
        Assert.Empty(unknown);
    }

    [Fact]
    public void The_namespace_of_every_file_is_its_folder()
    {
        var strangers =
            from file in SourceFile.OfLibrary()
            where file.Namespace != $"Awe.{file.Room}"
            select $"{file.Path} is in {file.Namespace}";
        Assert.Empty(strangers);
    }

    [Fact]
    public void Unsafe_code_and_foreign_calls_are_in_Primitives_alone()
    {
        var violations =
            from file in SourceFile.OfLibrary()
            where file.Room != "Primitives"
            from word in s_unsafeWords
            where file.Uses(word, except: "Unsafe.SizeOf<")
            select $"{file.Path} has {word}";
        Assert.Empty(violations);
    }

    [Fact]
    public void Vector_instructions_are_in_the_kernels_alone()
    {
        var violations =
            from file in SourceFile.OfLibrary()
            where !file.Path.StartsWith("src/Awe/Primitives/Kernels.", StringComparison.Ordinal)
            from word in s_vectorWords
            where file.Uses(word)
            select $"{file.Path} has {word}";
        Assert.Empty(violations);
    }

    [Fact]
    public void Every_room_says_what_it_is_for()
    {
        var silent = SourceFile.OfLibrary().Select(file => file.Room).Distinct()
            .Where(room => !File.Exists(Path.Combine(TestFiles.Root, "src", "Awe", room, "README.md")));
        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("using Awe.Voices;", "Voices")]
    [InlineData("using static Awe.Midi.StatusByte;", "Midi")]
    [InlineData("using Rate = Awe.Storage.Page;", "Storage")]
    [InlineData("    private global::Awe.Effects.Reverb _reverb;", "Effects")]
    [InlineData("/// <see cref=\"Awe.Playback.Player\"/>", "Playback")]
    [InlineData("private Storage.Page _page;", "Storage")]
    [InlineData("namespace Awe.Voices;", null)]
    [InlineData("var x = Drawer.Voices;", null)]
    public void A_room_is_named_by_a_using_or_by_a_qualified_name(string line, string? expected)
    {
        var file = new SourceFile("src/Awe/Primitives/Example.cs", line);
        Assert.Equal(expected is null ? [] : [expected], file.RoomsNamed(s_order));
    }

    [Theory]
    [InlineData("private unsafe int* _p;", "unsafe", true)]
    [InlineData("// unsafe would be faster", "unsafe", false)]
    [InlineData("var isUnsafe = UnsafeMode;", "Unsafe", false)]
    [InlineData("Unsafe.As<int, float>(ref x);", "Unsafe", true)]
    [InlineData("size = Unsafe.SizeOf<int>();", "Unsafe", false)]
    [InlineData("var text = \"unsafe\";", "unsafe", false)]
    [InlineData("Vector<float> sum;", "Vector<", true)]
    public void A_word_counts_in_code_and_not_in_comments_and_texts(string line, string word, bool expected)
    {
        var file = new SourceFile("src/Awe/Primitives/Example.cs", line);
        Assert.Equal(expected, file.Uses(word, except: "Unsafe.SizeOf<"));
    }
}
