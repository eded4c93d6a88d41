package blocks_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"innbyggertjenesten/bff/blocks"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Each page says "Synlig" to whoever reads it, and HEMMELIG or a script to
// whoever is careless.
func TestHostileHTML(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		html    string
		leftOut bool
	}{
		"a script":                      {`<p>Synlig<script>HEMMELIG()</script></p><script src="https://ond.example/x.js"></script>`, false},
		"a script in capitals, cut off": {`<P>Synlig</P><SCRIPT>HEMMELIG`, false},
		"handlers and addresses":        {`<p onclick="HEMMELIG()" style="background:url(https://ond.example)"><a href="javascript:HEMMELIG()" onmouseover="HEMMELIG()">Synlig</a></p>`, false},
		"remote images":                 {`<p>Synlig<img src="https://ond.example/HEMMELIG.png" alt="HEMMELIG"></p>`, true},
		"an ornament":                   {`<p>Synlig<img src="https://ond.example/x.png" alt=""></p>`, false},
		"frames and objects":            {`<p>Synlig</p><iframe srcdoc="<p>HEMMELIG</p>"></iframe><object data="x"><p>HEMMELIG</p></object><embed src=x>`, true},
		"SVG with HTML in it":           {`<p>Synlig</p><svg><foreignObject><p>HEMMELIG</p></foreignObject><script>HEMMELIG</script></svg>`, true},
		"MathML that turns into HTML":   {`<p>Synlig</p><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=HEMMELIG&gt;">`, true},
		"a noscript that turns":         {`<p>Synlig</p><noscript><p title="</noscript><img src=x onerror=HEMMELIG>"></noscript>`, true},
		"a template":                    {`<template><p>HEMMELIG</p></template><p>Synlig</p>`, false},
		"a form":                        {`<p>Synlig</p><form action="https://ond.example"><input type="hidden" value="HEMMELIG"><input value="HEMMELIG"><textarea>HEMMELIG</textarea></form>`, true},
		"a base and a refresh":          {`<base href="https://ond.example"><meta http-equiv="refresh" content="0;url=https://ond.example/HEMMELIG"><p>Synlig</p>`, false},
		"a comment":                     {`<p>Synlig<!-- HEMMELIG --><!--[if mso]>HEMMELIG<![endif]--></p>`, false},
		"hidden by an attribute":        {`<p>Synlig</p><p hidden>HEMMELIG</p><dialog><p>HEMMELIG</p></dialog>`, false},
		"hidden by a style":             {`<p>Synlig</p><p style="DISPLAY : none">HEMMELIG</p><p style="visibility:hidden">HEMMELIG</p><p style="opacity:0">HEMMELIG</p><p style="font-size:0px">HEMMELIG</p><p style="mso-hide:all">HEMMELIG</p><p style="color:transparent">HEMMELIG</p><p style="dis/**/play:none">HEMMELIG</p>`, false},
		"hidden in a list and a table":  {`<ul><li>Synlig</li><li hidden>HEMMELIG</li></ul><table><tr hidden><td>HEMMELIG</td></tr><tr><td>a</td><td style="display:none">HEMMELIG</td><td>b</td></tr></table>`, false},
		"blackened":                     {`<p>Synlig <span style="background:#000">HEMMELIG</span> <span style="background-color: black; color: black">HEMMELIG</span></p>`, false},
		"hidden by a sheet":             {`<style>/* p { */ .intern, P#x { DISPLAY:none } div.a > span.b { visibility:hidden!important } @media print { .p { display : none } } .q::before{content:"}"} .z{opacity:0}</style><p>Synlig</p><p class="n intern">HEMMELIG</p><p id=x style="color:red">HEMMELIG</p><div class=a>a<span class="b" style="visibility:visible">HEMMELIG</span></div><ul><li class=p>HEMMELIG<li class=z>HEMMELIG<li>c</ul>`, false},
		"hidden by a sheet in the text": {`<p>Synlig <i class=s>HEMMELIG</i></p><style><!-- .s{font-size:0} --></style>`, false},
		"blackened by a sheet":          {`<style>.sladd{background:#000}</style><p>Synlig <span class="sladd">HEMMELIG</span></p>`, false},
		"an unknown element":            {`<p>Synlig</p><x-secret>HEMMELIG</x-secret>`, true},
		"text in the head":              {`<head><title>HEMMELIG</title><style>HEMMELIG</style></head><p>Synlig`, false},
		"tags that overlap":             {`<b><p>Syn</b>lig</p></i></table></td>`, false},
		"a name that breaks out":        {`<p id='"><script>HEMMELIG'>Synlig</p><p id="__proto__">a</p><p id="constructor">b</p>`, false},
		"a language that breaks out":    {`<p lang='"><script>HEMMELIG' dir="HEMMELIG">Synlig</p>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := read(t, contract.DocumentTextFormatHTML, one.html)
			all := strings.Join(outline(text.Blocks), "\n")
			if !strings.Contains(all, "Synlig") && !strings.Contains(all, "Syn*lig") {
				t.Errorf("what is to be read isn't there: %s", all)
			}
			if strings.Contains(all, "HEMMELIG") || strings.Contains(all, "ond.example") || strings.Contains(all, "<") {
				t.Errorf("came through: %s", all)
			}
			if text.LeftOut != one.leftOut {
				t.Errorf("left out: %v", text.LeftOut)
			}
		})
	}
}

func TestHTMLThatIsTooMuch(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		html string
		want error
	}{
		"nothing":                   {"", blocks.ErrEmpty},
		"only markup":               {"<p> </p><div>&nbsp;</div><script>x</script>", nil},
		"5 001 paragraphs":          {strings.Repeat("<p>Avsnitt</p>", 5001), blocks.ErrTooBig},
		"5 000 paragraphs":          {strings.Repeat("<p>Avsnitt</p>", 5000), nil},
		"nested without end":        {strings.Repeat("<div>", 2000) + "x", blocks.ErrTooBig},
		"a list of lists":           {strings.Repeat("<ul><li>x", 200), nil},
		"a table of many cells":     {"<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>x", 100), 700), blocks.ErrTooBig},
		"one endless paragraph":     {"<p>" + strings.Repeat("ord ", 900_000), blocks.ErrTooBig},
		"more than is looked at":    {strings.Repeat("<!-- x -->", 500_000), blocks.ErrTooBig},
		"hidden, nobody knows what": {"<style>p:nth-child(2){display:none}</style><p>a</p><p>b</p>", blocks.ErrUnreadable},
		"too many rules":            {"<style>" + strings.Repeat(".a{color:red}", 5001) + "</style><p>a</p>", blocks.ErrTooBig},
		"too much to hold together": {"<style>" + strings.Repeat("p{color:red}", 4000) + "</style>" + strings.Repeat("<p>a</p>", 4000), blocks.ErrTooBig},
		"a selector without end":    {"<style>.no " + strings.Repeat("div ", 40) + "p{color:red}</style>" + strings.Repeat("<div>", 200) + "<p>a", blocks.ErrTooBig},
		"parts of sheets in parts":  {"<style>" + strings.Repeat("@media print{", 100_000) + "</style><p>a</p>", blocks.ErrTooBig},
		"a sheet of comments":       {"<style>" + strings.Repeat("a/**/", 400_000) + "</style><p>a</p>", nil},
		"an element of comments":    {`<p style="` + strings.Repeat("a/**/", 400_000) + `">a</p>`, nil},
		"many words for a class":    {"<style>" + strings.Repeat(".a{color:red}", 4000) + `</style><p class="` + strings.Repeat("a ", 500_000) + `">a</p>`, blocks.ErrTooBig},
		"much said of each":         {"<style>p{" + strings.Repeat("color:red;", 100_000) + "}</style>" + strings.Repeat("<p>a</p>", 100), blocks.ErrTooBig},
		"no UTF-8":                  {"<p>\xff\xfe</p>", blocks.ErrUnreadable},
	} {
		if _, err := blocks.Read(contract.DocumentText{Format: contract.DocumentTextFormatHTML, Content: one.html, Direction: "ltr"}); !errors.Is(err, one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := blocks.Read(contract.DocumentText{Format: "RTF", Content: "x"}); !errors.Is(err, blocks.ErrUnreadable) {
		t.Error(err)
	}
}

func TestWhatAuthorsWriteInHTML(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		html string
		want []string
	}{
		"lists begin where they say, in the form they say": {
			`<ol start="3"><li>C<ol type="a"><li>ca</li><li value="4">cd<p>mer</p></li></ol></li><li>D<table><tr><td>x</td><td>y</td></tr></table></li></ol>`,
			[]string{"b1 ORDERED_LIST -3. C --a. ca --d. cd¶mer -4. D¶x – y"},
		},
		"tables keep their caption, heads and joined cells": {
			`<table id="t"><caption>Samvær</caption><tr><th>Hvem<th colspan=2>Når<tr><th rowspan="2">Far<td>man<td>kl. 15<tr><td>ons<td><ul><li>a</li><li>b</li></ul></table>`,
			[]string{"t TABLE: Samvær |#Hvem|#→2Når| |#↓2Far|man|kl. 15| |ons|• a¶• b|"},
		},
		"another language within is said to be one": {
			`<div lang="ar" dir="rtl"><p>قرار</p></div><p>Ordet <span lang="ar" dir="rtl">قرار</span> betyr vedtak</p><p lang="nb">Norsk</p><p>عربي</p>`,
			[]string{"b1 PARAGRAPH: قرار rtl ar", "b2 PARAGRAPH: Ordet ⟨قرار⟩ betyr vedtak", "b3 PARAGRAPH: Norsk", "b4 PARAGRAPH: عربي rtl"},
		},
		"a link around paragraphs, text between blocks, what is struck out, small numbers, ticks": {
			`<a href=x><p>Inni</p></a>Løst <del>borte</del> 10<sup>3</sup><hr><pre>en
to</pre><p><input type=checkbox checked> Ja <input type=checkbox> Nei</p>`,
			[]string{"b1 PARAGRAPH: Inni", "b2 PARAGRAPH: Løst ~borte~ 10³", "b3 RULE", "b4 PARAGRAPH: en¶to", "b5 PARAGRAPH: ☒ Ja ☐ Nei"},
		},
		"what Word writes": {
			`<p class=MsoNormal><b><span style='mso-ansi-language:NO'>Vedtak<o:p></o:p></span></b></p><p class=MsoNormal><span style="font-weight:700;text-decoration:underline">Viktig</span></p>`,
			[]string{"b1 PARAGRAPH: *Vedtak*", "b2 PARAGRAPH: /*Viktig*/"},
		},
		"what a sheet says, where the element doesn't say otherwise": {
			`<style>@charset "utf-8"; .b{font-weight:bold} em.b{font-weight:normal} .borte{display:none} .ut{text-decoration:line-through} @media screen{.s{display:none}} p:hover{display:none} li:first-child{color:red} th{background:#000;color:#fff} @font-face{font-family:x;src:url(y)}</style><p class="b">Viktig <em class="b">ikke</em></p><p class=borte style="display:block">Her <span class="ut s">strøket</span></p><table><tr><th>a</th><th>b</th></tr></table>`,
			[]string{"b1 PARAGRAPH: *Viktig */*ikke*/", "b2 PARAGRAPH: Her ~strøket~", "b3 TABLE |#a|#b|"},
		},
		"a page within one cell": {
			`<table><tr><td><h1>Vedtak</h1><p>Tekst</p></td></tr></table>`,
			[]string{"b1 HEADING1: Vedtak", "b2 PARAGRAPH: Tekst"},
		},
	} {
		if diff := cmp.Diff(one.want, outline(read(t, contract.DocumentTextFormatHTML, one.html).Blocks)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
