package paper

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
)

// outlines are a TrueType font's tables. No library that could be had takes a
// part of them, so that it is done here: glyphs keep their numbers, and those
// that aren't used become empty, which packs to nothing.
type outlines struct {
	head, hhea, hmtx, maxp, loca, glyf []byte
	// hints are cvt, fpgm and prep, where there are any.
	hints   []opentype.Table
	glyphs  int
	metrics int
}

var errOutlines = errors.New("paper: no TrueType outlines")

func readOutlines(loader *opentype.Loader) (outlines, error) {
	var o outlines
	for name, into := range map[string]*[]byte{
		"head": &o.head, "hhea": &o.hhea, "hmtx": &o.hmtx, "maxp": &o.maxp, "loca": &o.loca, "glyf": &o.glyf,
	} {
		table, err := loader.RawTable(opentype.MustNewTag(name))
		if err != nil {
			return o, err
		}
		*into = table
	}
	if len(o.head) < 54 || len(o.hhea) < 36 || len(o.maxp) < 6 {
		return o, errOutlines
	}
	o.glyphs = int(binary.BigEndian.Uint16(o.maxp[4:]))
	o.metrics = int(binary.BigEndian.Uint16(o.hhea[34:]))
	if o.metrics < 1 || len(o.hmtx) < 4*o.metrics || len(o.loca) < (o.glyphs+1)*o.offsetSize() {
		return o, errOutlines
	}
	for _, name := range []string{"cvt ", "fpgm", "prep"} {
		if table, err := loader.RawTable(opentype.MustNewTag(name)); err == nil {
			o.hints = append(o.hints, opentype.Table{Tag: opentype.MustNewTag(name), Content: padded(table)})
		}
	}
	return o, nil
}

func (o outlines) offsetSize() int {
	if binary.BigEndian.Uint16(o.head[50:]) == 0 {
		return 2
	}
	return 4
}

// glyph is one glyph's outline, empty where it has none.
func (o outlines) glyph(id int) []byte {
	if id < 0 || id >= o.glyphs {
		return nil
	}
	var from, until int
	if o.offsetSize() == 2 {
		from, until = 2*int(binary.BigEndian.Uint16(o.loca[2*id:])), 2*int(binary.BigEndian.Uint16(o.loca[2*id+2:]))
	} else {
		from, until = int(binary.BigEndian.Uint32(o.loca[4*id:])), int(binary.BigEndian.Uint32(o.loca[4*id+4:]))
	}
	if from >= until || until > len(o.glyf) {
		return nil
	}
	return o.glyf[from:until]
}

// Flags of a part of a composite glyph.
const (
	wordArguments = 1 << 0
	oneScale      = 1 << 3
	moreParts     = 1 << 5
	twoScales     = 1 << 6
	fourScales    = 1 << 7
)

// parts are the glyphs that a composite one is made of.
func parts(outline []byte) []int {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil
	}
	var found []int
	for rest := outline[10:]; len(rest) >= 4; {
		flags := binary.BigEndian.Uint16(rest)
		found = append(found, int(binary.BigEndian.Uint16(rest[2:])))
		skip := 6
		if flags&wordArguments != 0 {
			skip += 2
		}
		switch {
		case flags&oneScale != 0:
			skip += 2
		case flags&twoScales != 0:
			skip += 4
		case flags&fourScales != 0:
			skip += 8
		}
		if flags&moreParts == 0 || len(rest) < skip {
			break
		}
		rest = rest[skip:]
	}
	return found
}

// subset is a font file with these glyphs, what they are made of, and the one for
// a missing character.
func (o outlines) subset(used map[int]bool) []byte {
	kept := map[int]bool{}
	var keep func(id int)
	keep = func(id int) {
		if kept[id] || id < 0 || id >= o.glyphs {
			return
		}
		kept[id] = true
		for _, part := range parts(o.glyph(id)) {
			keep(part)
		}
	}
	keep(0)
	for id := range used {
		keep(id)
	}
	loca, hmtx := make([]byte, 4*(o.glyphs+1)), make([]byte, len(o.hmtx))
	var glyf []byte
	for id := range o.glyphs {
		if kept[id] {
			glyf = append(glyf, padded(o.glyph(id))...)
			from, size := 4*id, 4
			if id >= o.metrics {
				from, size = 4*o.metrics+2*(id-o.metrics), 2
			}
			if from+size <= len(hmtx) {
				copy(hmtx[from:from+size], o.hmtx[from:])
			}
		}
		binary.BigEndian.PutUint32(loca[4*id+4:], uint32(len(glyf)))
	}
	// The last full entry is the width of all that follow.
	copy(hmtx[4*(o.metrics-1):4*o.metrics], o.hmtx[4*(o.metrics-1):])
	head := slices.Clone(o.head)
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	tables := append(slices.Clone(o.hints), []opentype.Table{
		{Tag: opentype.MustNewTag("glyf"), Content: glyf}, {Tag: opentype.MustNewTag("head"), Content: padded(head)},
		{Tag: opentype.MustNewTag("hhea"), Content: padded(o.hhea)}, {Tag: opentype.MustNewTag("hmtx"), Content: padded(hmtx)},
		{Tag: opentype.MustNewTag("loca"), Content: loca}, {Tag: opentype.MustNewTag("maxp"), Content: padded(o.maxp)},
	}...)
	slices.SortFunc(tables, func(a, b opentype.Table) int { return int(int64(a.Tag) - int64(b.Tag)) })
	return opentype.WriteTTF(tables)
}

// padded is a copy whose length is a multiple of four, as tables must be.
func padded(table []byte) []byte {
	return append(slices.Clone(table), make([]byte, (4-len(table)%4)%4)...)
}
