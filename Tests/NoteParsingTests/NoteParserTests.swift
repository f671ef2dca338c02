import NoteModel
import NoteParsing
import Testing

/// Whole notes against whole dumps: one look shows everything that was read.
@Suite struct NoteParserTests {
  @Test func propertiesAndRunningText() {
    var parser = NoteParser()
    let note = parser.parse(
      Array((Self.propertiesAndRunningTextSource + "\n").utf8), path: VaultPath("Folder/x.md"))
    #expect(NoteDump.text(note) == Self.propertiesAndRunningTextDump)
  }

  private static let propertiesAndRunningTextSource = #"""
    ---
    title: "T: x"
    tags: [a, "#b/c"]
    aliases: A, B
    keywords: |-
      What is x?
      why y
    nested:
      - [[x]]
      - "[[N#H|y]]"
    ---

    Intro *em* **bold** with [[N|link]] and [t](a%20b.md#x "t") ==hi== ~~no~~ `co*de*` $x_1$ #tag.
    second [ref] &amp; [^1] text^[inline *note*]. %% hidden #h [[L]] %% end ^para

    [ref]: Other.md "title"

    ## Head *two* ^hid

    [^1]: the note
        more *note*
    key:: value [inline:: field]
    %%
    comment [[InC]] #inc
    - [ ] t
    %%
    """#

  private static let propertiesAndRunningTextDump = #"""
    note Folder/x.md 'T: x'
      alias 'A' 45..49
      alias 'B' 45..49
      question 'What is x?' 60..83
      question 'why y' 60..83
      tag a frontMatter 25..26
      tag b/c frontMatter 28..34
      tag tag body 212..216
      tag h body 274..276
      tag inc body 421..425
      property title = 'T: x' 4..17
      property tags = ['a', '#b/c'] 18..35
      property aliases = 'A, B' 36..49
      property keywords = 'What is x?
    why y' 50..83
      property nested = [[['x']], '[[N#H|y]]'] 84..117
      property key = 'value [inline:: field]' 373..401
      property inline = 'field' 386..400
      front matter 0..121
      heading 2 'Head *two* ^hid' 322..340
      link wiki 'N' shows 'link' 148..158
      link markdown 'a b.md#x' shows 't' 163..182
      link markdown 'Other.md' shows 'ref' 225..230
      link wiki 'L' shows 'L' 277..282
      link wiki 'InC' shows 'InC' 413..420
      property nested.1 link wiki 'N#H' shows 'y' 106..117
      definition ref -> Other.md 297..320
      block yaml 0..121
      block paragraph ^para 123..295
      block heading ^hid 322..340
      block footnoteDefinition 342..401
      block comment 402..436
      id ^para 123..295
      id ^hid 322..340
      footnote [inline0 248..261
      footnote 1 342..401
      footnote reference 1 237..241
      section lead 0 '' 122..322 lines 13-16
        13|Intro em bold with link and t hi no co*de* $x_1$ #tag.
        14|second ref &  text (inline note).  end
        leaf paragraph 0-93
      section heading 2 'Head two' 322..437 lines 18-26
        20|the note
        21|more note
        22|key:: value [inline:: field]
        leaf footnoteDefinition 0-47
    """#

  @Test func blocksLabelsAndPlainText() {
    var parser = NoteParser()
    let note = parser.parse(
      Array((Self.blocksLabelsAndPlainTextSource + "\n").utf8), path: VaultPath("Folder/x.md"))
    #expect(NoteDump.text(note) == Self.blocksLabelsAndPlainTextDump)
  }

  private static let blocksLabelsAndPlainTextSource = #"""
    ![[Capture 4.png]]
    **1xx Informational:**
    - 100 Continue
    - [x] 101 Switching

    **2xx Success**:
    text below

    # A heading
    1. one
       more
       - [/] nested ![[i.png|100]]

         para in item
         ```sh
         code $x
         ```
    2. two ^item

    ^list

    > [!warning]- Title **b**
    > quoted *em
    > over* lines
    > - [ ] task `c`

    > [!tip]
    > x

    | A | B |
    |---|:--:|
    | [[N\|x]] | `a\|b` **c** |

    Setext
    two
    ---
    $$
    a+b
    $$
    <div>html <b>bold</b> &lt; <script>var x</script></div>

    ```swift
    let a = 1

    b
    ```
    """#

  private static let blocksLabelsAndPlainTextDump = #"""
    note Folder/x.md 'x'
      heading 1 'A heading' 107..118
      heading 2 'Setext
    two' 373..387
      label '1xx Informational' 19..41
      label '2xx Success' 78..94
      embed wiki 'Capture 4.png' shows 'Capture 4.png' 0..18
      embed wiki 'i.png' shows '100' 150..164
      link wiki 'N' shows 'x' 346..354
      block paragraph 0..41
      block list 42..76
      block paragraph 78..105
      block heading 107..118
      block list ^list 119..229
      block callout 238..307
      block callout 309..321
      block table 323..371
      block heading 373..387
      block math 388..397
      block html 398..453
      block code 455..480
      item parent -2 42..56
      item [x] parent -2 57..76
      item parent -9 119..133
      item [/] parent 9 137..216
      item ^item parent -9 217..229
      item [ ] parent -24 293..307
      id ^item 217..229
      id ^list 119..229
      section lead 0 '' 0..19 lines 1-1
      section label 7 '1xx Informational' 19..78 lines 2-4
        3|- 100 Continue
        4|- [x] 101 Switching
        leaf list 0-14
        leaf list 15-34
      section label 7 '2xx Success' 78..107 lines 6-7
        7|text below
        leaf paragraph 0-10
      section heading 1 'A heading' 107..373 lines 9-32
        10|1. one
        11|   more
        12|   - [/] nested
        13|
        14|     para in item
        15|
        16|     code $x
        17|
        18|2. two
        19|
        20|
        21|
        22|Warning: Title b
        23|quoted em
        24|over lines
        25|- [ ] task c
        26|
        27|Tip
        28|x
        29|
        30|A | B
        31|
        32|x | a|b c
        leaf list 0-14
        leaf list 15-30
        leaf list 32-49
        leaf code 51-63
        leaf list 65-71
        leaf callout 75-91
        leaf paragraph 92-112
        leaf list 113-125
        leaf callout 127-130
        leaf paragraph 131-132
        leaf table 134-139
        leaf table 141-150
      section heading 2 'A heading > Setext two' 373..481 lines 34-46
        38|a+b
        39|
        40|html bold <
        41|
        42|
        43|let a = 1
        44|
        45|b
        leaf math 0-3
        leaf html 5-16
        leaf code 19-31
    """#
}
