import Testing

/// CommonMark's rules for running text, each by an example: what is shown, and what is linked to.
@Suite struct MarkdownInlineTests {
  @Test(arguments: [
    Row(
      "all punctuation", ##"\~\}\|\{\`\_\^\]\\\[\@\?\>\=\<\;\:\/\.\-\,\+\*\)\(\'\&\%\$\#\"\!"##,
      ##"text ~}|{`_^]\[@?>=<;:/.-,+*)('&%$#"!"##),
    Row("nothing else", #"\Z\z\ \7\é\“"#, #"text \Z\z\ \7\é\“"#),
    Row(
      "blocks and inlines", ##"\*a*⏎\<br/>⏎\[b](c)⏎\`d`⏎1\. e⏎\* f⏎\# g⏎\[h]: i⏎\&ouml;"##,
      #"text *a* <br/> [b](c) `d` 1. e * f # g [h]: i &ouml;"#),
    Row("an escaped backslash", #"\\*a*"#, #"text \a"#), Row("a line break", #"a\⏎b"#, "text a b"),
    Row("in code", #"`` \[\` ``"#, #"text \[\`"#),
    Row("in indented code", #"    \[\]"#, #"code \[\]⏎"#),
    Row("in a fence", #"~~~⏎\[\]⏎~~~"#, #"code \[\]⏎"#),
    Row(
      "in an autolink", #"<https://e.org?a=\*>"#,
      #"text https://e.org?a=\* -> https://e.org?a=\* https://e.org?a=\*"#),
    Row("in a target", #"[a](/b\* "c\"d")"#, "text a -> /b* a"),
    Row(
      "in a definition", #"[a]⏎⏎[a]: /b\* "c\"d""#,
      "text a -> /b* a"),
    Row("in the words of a fence", "``` a\\+b⏎c⏎```", "code c⏎"),
    Row(
      "names", "&nbsp;&lt;&reg;&Oslash;&Zcaron;⏎&frac14;&sum;&rarr;⏎&nvlt;",
      "text \u{A0}<®ØŽ ¼∑→ <\u{20D2}"),
    Row("decimal", "&#64;&#8364;&#0;", "text @€\u{FFFD}"),
    Row("hexadecimal", "&#X41;&#x20ac;", "text A€"),
    Row(
      "none", "&nbsp &q; &#; &#X;⏎&#12345678;⏎&#xabcdef0;⏎&noSuchName; &a?;",
      "text &nbsp &q; &#; &#X; &#12345678; &#xabcdef0; &noSuchName; &a?;"),
    Row("no semicolon", "&copy", "text &copy"),
    Row("in a target", "[a](/f&ouml;&ouml; \"&ouml;\")", "text a -> /föö a"),
    Row("in code", "`f&ouml;`", "text f&ouml;"),
    Row("no emphasis", "&#42;a&#42;⏎*a*", "text *a* a"),
    Row("no item", "&#42; a", "text * a"),
    Row("no link", "[a](b &quot;c&quot;)", "text [a](b \"c\")"),
  ])
  func escapesAndEntities(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("one backtick", "`a`", "text a"), Row("more of them", "`` a ` b ``", "text a ` b"),
    Row("one blank is stripped", "a` `` `b", "text a``b"),
    Row("only one", "a`  ``  `b", "text a `` b"),
    Row("not on one side", "a` b`c", "text a bc"),
    Row("not if nothing else is there", "a` `b", "text a b"),
    Row("no-break blanks stay", "`\u{A0}b\u{A0}`", "text \u{A0}b\u{A0}"),
    Row("line breaks are blanks", "``⏎a⏎b  ⏎c⏎``", "text a b c"),
    Row("no escapes", #"`a\`b`"#, #"text a\b`"#),
    Row("nothing but blanks", "a`  `b", "text a b"),
    Row("a longer run", "``a`b``", "text a`b"),
    Row("inside a run of one", "` a `` b `", "text a `` b"),
    Row("before emphasis", "*a`*`", "text *a*"), Row("before a link", "[a `](b)`", "text [a ](b)"),
    Row("like a tag", "`<a href=\"`\">`", "text <a href=\"\">`"),
    Row("a tag first", "<a href=\"`\">`", "text `"),
    Row("like an autolink", "`<https://a.`b>`", "text <https://a.b>`"),
    Row("an autolink first", "<https://a.`b>`", "text https://a.`b` -> https://a.`b https://a.`b"),
    Row("runs that do not fit", "```a``", "text ```a``"), Row("one that is open", "`a", "text `a"),
    Row("an open one first", "`a``b``", "text `ab"),
  ])
  func codeSpanIsTextAsWritten(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  /// One row and more for each of CommonMark's seventeen rules.
  @Test(arguments: [
    Row("1", "*a b*", "text a b"), Row("1 a blank behind", "a * b c*", "text a * b c*"),
    Row(
      "1 punctuation behind",
      "a*\"b\"*", "text a*\"b\"*"),
    Row("1 no-break blanks", "*\u{A0}a\u{A0}*", "text *\u{A0}a\u{A0}*"),
    Row(
      "1 signs of money", "*€*b",
      "text *€*b"),
    Row("1 in a word", "a*b*c 1*2*34", "text abc 1234"), Row("2", "_a b_", "text a b"),
    Row(
      "2 a blank behind", "_ a b_",
      "text _ a b_"),
    Row("2 punctuation behind", "a_\"b\"_", "text a_\"b\"_"),
    Row(
      "2 in a word", "a_b_ 1_2_34 ж_и_",
      "text a_b_ 1_2_34 ж_и_"),
    Row("2 both ways", "aa_\"bb\"_cc", "text aa_\"bb\"_cc"),
    Row("2 behind punctuation", "a-_(b)_", "text a-(b)"),
    Row("3 other marks", "_a*", "text _a*"), Row("3 a blank before", "*a b *", "text *a b *"),
    Row(
      "3 on its own line",
      "*a⏎*", "text *a *"),
    Row("3 punctuation before", "*(*a)", "text *(*a)"), Row("3 nested", "*(*a*)*", "text (a)"),
    Row(
      "3 in a word", "*a*b",
      "text ab"),
    Row("4 a blank before", "_a b _", "text _a b _"),
    Row("4 punctuation before", "_(_a)", "text _(_a)"),
    Row("4 nested", "_(_a_)_", "text (a)"),
    Row("4 in a word", "_a_b ж_и_к _a_b_c_", "text _a_b ж_и_к a_b_c"),
    Row("4 before punctuation", "_(a)_.", "text (a)."), Row("5", "**a b**", "text a b"),
    Row(
      "5 a blank behind",
      "** a b**", "text ** a b**"),
    Row("5 punctuation behind", "a**\"b\"**", "text a**\"b\"**"),
    Row("5 in a word", "a**b**", "text ab"),
    Row("6", "__a b__", "text a b"),
    Row("6 a blank behind", "__ a b__ __⏎a b__", "text __ a b__ __ a b__"),
    Row("6 punctuation behind", "a__\"b\"__", "text a__\"b\"__"),
    Row("6 in a word", "a__b__ 1__2__34", "text a__b__ 1__2__34"),
    Row("6 nested", "__a, __b__, c__", "text a, b, c"),
    Row("7 a blank before", "**a b **", "text **a b **"),
    Row("7 punctuation before", "**(**a)", "text **(**a)"),
    Row("7 nested", "*(**a**)*", "text (a)"),
    Row("7 over lines", "**a (*b c*,⏎*d e*)**", "text a (b c, d e)"),
    Row(
      "7 in quotes", "**a \"*b*\" c**",
      "text a \"b\" c"),
    Row("8 in a word", "__a__b", "text __a__b"),
    Row("8 around words", "__a__b__c__", "text a__b__c"),
    Row("9 a link inside", "*a [b](/c)*", "text a b -> /c b"),
    Row("9 over lines", "*a⏎b*", "text a b"),
    Row("9 strong inside", "_a __b__ c_", "text a b c"),
    Row("9 twice", "_a _b_ c_ *a *b**", "text a b c a b"),
    Row("9 without blanks", "*a**b**c*", "text abc"),
    Row("9 the rule of three", "*a**b*", "text a**b"),
    Row("9 three at the start", "***a** b*", "text a b"),
    Row("9 three in the middle", "*a**b***", "text ab"),
    Row("9 threes pair", "a***b***c a******b*********d", "text abc ab***d"),
    Row("9 deep", "*a **b *c* d** e*", "text a b c d e"),
    Row(
      "9 empty", "** is nothing⏎⏎**** too",
      "text ** is nothing | text **** too"),
    Row("10 emphasis inside", "**a *b* c** __a _b_ c__", "text a b c a b c"),
    Row("10 three at the end", "**a *b***", "text a b"),
    Row("10 empty", "__ is nothing⏎⏎____ too", "text __ is nothing | text ____ too"),
    Row("11", "a *** *\\** *_*", "text a *** * _"),
    Row("11 strong", "a ***** **\\*** **_**", "text a ***** * _"),
    Row(
      "11 what is left over", "**a*⏎⏎*a**⏎⏎***a**⏎⏎****a*⏎⏎**a***⏎⏎*a****",
      "text *a | text a* | text *a | text ***a | text a* | text a***"),
    Row("12", "a ___ _\\__ _*_", "text a ___ _ *"),
    Row("12 strong", "a _____ __\\___ __*__", "text a _____ _ *"),
    Row(
      "12 what is left over", "__a_⏎⏎_a__⏎⏎___a__⏎⏎____a_⏎⏎__a___⏎⏎_a____",
      "text _a | text a_ | text _a | text ___a | text a_ | text a___"),
    Row("13 strong, not twice", "**a** *_b_* __c__ _*d*_", "text a b c d"),
    Row(
      "13 four and six",
      "****a**** ____b____ ******c******", "text a b c"),
    Row("14 both", "***a*** _____b_____", "text a b"),
    Row("15 the first to close", "*a _b* c_", "text a _b c_"),
    Row("15 inside", "*a __b *c d__ e*", "text a b *c d e"),
    Row(
      "16 the nearest opener", "**a **b c**",
      "text **a b c"),
    Row("16 of one", "*a *b c*", "text *a b c"), Row("17 a link", "*[a*](/b)", "text *a* -> /b a*"),
    Row(
      "17 strong",
      "**<a href=\"**\"> __<a href=\"__\">", "text ** __"),
    Row("17 code", "*a `*`* _b `_`_", "text a * b _"),
    Row(
      "17 an autolink", "**a<https://e.org/?q=**>",
      "text **ahttps://e.org/?q=** -> https://e.org/?q=** https://e.org/?q=**"),
  ])
  func marksOfEmphasisAreLeftOut(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("two blanks", "a  ⏎b", "text a b"), Row("many", "a       ⏎     b", "text a b"),
    Row("a backslash", "a\\⏎     b", "text a b"),
    Row("in emphasis", "*a  ⏎b* *c\\⏎d*", "text a b c d"), Row("in code", "`a\\⏎b`", "text a\\ b"),
    Row(
      "none at the end", "a\\⏎⏎b  ⏎⏎### c\\",
      "text a\\ | text b | h3 c\\"),
    Row("soft", "a ⏎ b", "text a b"),
    Row(
      "characters of all kinds", "a $.;'b⏎c é日⏎d     e",
      "text a $.;'b c é日 d e"),
  ])
  func lineBreaks(_ row: Row) {
    #expect(ReadMarkdown(row.source).summary == row.expected)
  }

  @Test(arguments: [
    Row("tags of no emphasis part words", "a<b><c2><d/>e", "text a e"),
    Row("attributes", "<a b=\"c\" d = 'e <f>'⏎_g h_i:j.k-1='l' m=n/>x", "text x"),
    Row("a name of its own", "a <my-tag x=\"*b*\">c", "text a c"),
    Row("no name", "<7> <_a>", "text <7> <_a>"),
    Row(
      "no attribute name",
      "<b c*#=\"d\">", "text <b c*#=\"d\">"),
    Row("no value", "<a b=\"c'>", "text <a b=\"c'>"),
    Row(
      "blanks", "< a>< ⏎b> <a/ >⏎<c d=e f>",
      "text < a>< b> <a/ >"),
    Row("quotes in a bare value", "<a b=c\"d>", "text <a b=c\"d>"),
    Row("no blank between attributes", "<a b='c'd=e>", "text <a b='c'd=e>"),
    Row("closing", "a</b></c >d", "text a d"),
    Row("a closing one has none", "</a b=\"c\">", "text </a b=\"c\">"),
    Row("a comment", "a <!-- b -⏎c - d -->e", "text a e"),
    Row("short comments", "a <!--> b --> <!---> c -->", "text a b --> c -->"),
    Row("an instruction", "a <?php b ?>c", "text a c"),
    Row("a declaration", "a <!NOTATION b>c", "text a c"),
    Row("character data", "a <![CDATA[>&<]]>b", "text a b"),
    Row("entities in one", "a <b c=\"&ouml;\">d", "text a d"),
    Row("no escapes in one", "a <b c=\"\\*\">d", "text a d"),
    Row("an escaped quote", "<a b=\"\\\"\">c", "text <a b=\"\"\">c"),
  ])
  func tagOfHTMLIsLeftOut(_ row: Row) {
    let read = ReadMarkdown(row.source)
    #expect(read.summary.split(separator: " ") == row.expected.split(separator: " "))
  }
}
