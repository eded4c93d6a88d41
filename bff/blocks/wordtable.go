package blocks

import (
	"slices"
	"strconv"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// wordCell is a cell of Word's, in the columns that it fills.
type wordCell struct {
	cell     portal.TableCell
	at, wide int
	goesOn   bool // the cell above goes on in it
	begins   bool
	strong   bool
}

func (d *document) table(given *node) error {
	name := d.marked
	d.marked = ""
	rows := tableRows(given)
	if box := wholeBox(rows); box != nil {
		d.flush()
		return d.within(given, box, func() error { return d.body(box) })
	}
	d.flush()
	style := d.styles.of(given.path("w:tblPr", "w:tblStyle").value())
	tableLook := given.path("w:tblPr", "w:tblLook")
	var all [][]wordCell
	var headed []bool
	var floating []*written
	for _, row := range rows {
		cells, err := d.cells(given, row, &floating)
		if err != nil {
			return err
		}
		all = append(all, cells)
		headed = append(headed, row.path("w:trPr", "w:tblHeader").isOn())
	}
	setHeaders(all, headed, lookSays(tableLook, "w:firstRow", 0x20), lookSays(tableLook, "w:firstColumn", 0x80), style)
	joinDown(all)
	made := []portal.TableRow{}
	filled := false
	for _, row := range all {
		shown := portal.TableRow{Cells: []portal.TableCell{}}
		for _, one := range row {
			if !one.goesOn {
				shown.Cells = append(shown.Cells, one.cell)
				filled = filled || len(one.cell.Inline) > 0
			}
		}
		if len(shown.Cells) > 0 {
			made = append(made, shown)
		}
	}
	if one, ok := table(made); ok && filled {
		one.name = name
		if given.path("w:tblPr", "w:bidiVisual").isOn() {
			one.says.direction = portal.DirectionRtl
		}
		d.put(one, true)
	}
	for _, p := range floating {
		for _, box := range p.boxes {
			if err := d.body(box); err != nil {
				return err
			}
			d.flush()
		}
	}
	return nil
}

// within reads a cell with the colour that it has.
func (d *document) within(table, cell *node, read func() error) error {
	behind, styled := d.behind, d.styledTable
	d.behind = ""
	if fill := strings.ToLower(cell.path("w:tcPr", "w:shd").get("w:fill")); fill != "" && fill != "auto" {
		d.behind = fill
	}
	d.styledTable = styled || table.path("w:tblPr", "w:tblStyle") != nil
	err := read()
	d.behind, d.styledTable = behind, styled
	return err
}

// tableRows are a table's rows, without those that were deleted.
func tableRows(parent *node) (rows []*node) {
	for one := parent.first; one != nil; one = one.next {
		switch one.name {
		case "w:tr":
			if one.path("w:trPr", "w:del") == nil && !one.path("w:trPr", "w:hidden").isOn() {
				rows = append(rows, one)
			}
		case "w:sdt":
			rows = append(rows, tableRows(one.child("w:sdtContent"))...)
		case "w:ins", "w:moveTo", "w:customXml":
			rows = append(rows, tableRows(one)...)
		}
	}
	return rows
}

func rowCells(parent *node) (cells []*node) {
	for one := parent.first; one != nil; one = one.next {
		switch one.name {
		case "w:tc":
			if one.path("w:tcPr", "w:cellDel") == nil {
				cells = append(cells, one)
			}
		case "w:sdt":
			cells = append(cells, rowCells(one.child("w:sdtContent"))...)
		case "w:customXml":
			cells = append(cells, rowCells(one)...)
		}
	}
	return cells
}

// wholeBox is the only cell of a table that is no table but a box around text.
func wholeBox(rows []*node) *node {
	if len(rows) != 1 {
		return nil
	}
	if cells := rowCells(rows[0]); len(cells) == 1 {
		return cells[0]
	}
	return nil
}

func (d *document) cells(table, row *node, floating *[]*written) ([]wordCell, error) {
	at := max(0, min(row.path("w:trPr", "w:gridBefore").number("w:val", 0), mostJoined))
	var cells []wordCell
	for _, given := range rowCells(row) {
		properties := given.child("w:tcPr")
		one := wordCell{at: at, wide: max(1, min(properties.child("w:gridSpan").number("w:val", 1), mostJoined))}
		at += one.wide
		if one.wide > 1 {
			one.cell.Columns = ptr(one.wide)
		}
		if merge := properties.child("w:vMerge"); merge != nil {
			one.begins = merge.value() == "restart"
			one.goesOn = !one.begins
		}
		text := runs{}
		if err := d.within(table, given, func() error { return d.cell(&text, given, floating) }); err != nil {
			return nil, err
		}
		one.cell.Inline = text.done()
		one.strong = len(one.cell.Inline) > 0
		for _, run := range one.cell.Inline {
			one.strong = one.strong && run.Strong != nil
		}
		if merge := properties.child("w:hMerge"); merge != nil && merge.value() != "restart" && len(cells) > 0 {
			before := &cells[len(cells)-1]
			before.wide += one.wide
			before.cell.Columns = ptr(min(before.wide, mostJoined))
			continue
		}
		cells = append(cells, one)
	}
	return cells, nil
}

// cell gathers the words of a cell, each paragraph on a line of its own.
func (d *document) cell(text *runs, parent *node, floating *[]*written) error {
	if d.depth++; d.depth > deepestPart {
		return ErrTooBig
	}
	defer func() { d.depth-- }()
	for one := parent.first; one != nil; one = one.next {
		var err error
		switch one.name {
		case "w:p":
			var p *written
			if p, err = d.read(one); err != nil {
				return err
			}
			*floating = append(*floating, p)
			if endDeleted(one) {
				d.joined = &p.text
				continue
			}
			if len(p.text.pieces) == 0 {
				continue
			}
			if text.tongue.direction == "" {
				text.tongue = p.text.tongue
			}
			if stands, inList := d.numbering.next(&p.list); inList {
				text.line(stands.label, p.text)
			} else {
				text.join(p.text)
			}
		case "w:tbl":
			for _, row := range tableRows(one) {
				for i, inner := range rowCells(row) {
					var words runs
					if err := d.cell(&words, inner, floating); err != nil {
						return err
					}
					if i == 0 {
						text.join(words)
					} else if len(words.pieces) > 0 {
						text.add(" – ", style{})
						text.pieces = append(text.pieces, words.pieces...)
					}
				}
			}
			text.breakLine()
		case "w:sdt":
			err = d.control(one, func(content *node) error { return d.cell(text, content, floating) })
		case "w:ins", "w:moveTo", "w:customXml", "w:smartTag":
			err = d.cell(text, one, floating)
		case "mc:AlternateContent":
			if choice := chosen(one); choice != nil {
				err = d.cell(text, choice, floating)
			}
		case "w:altChunk", "w:subDoc":
			err = ErrUnreadable
		}
		if err != nil {
			return err
		}
	}
	if d.joined != nil {
		text.join(*d.joined)
		d.joined = nil
	}
	return nil
}

func lookSays(tableLook *node, name string, bit uint64) bool {
	if said := tableLook.get(name); said != "" {
		return said == "1" || said == "true" || said == "on"
	}
	bits, err := strconv.ParseUint(tableLook.value(), 16, 32)
	return err == nil && bits&bit != 0
}

// setHeaders finds the cells that say what the others are. Word ticks "header
// row" on nearly every table, so it counts only where the row is set apart.
func setHeaders(all [][]wordCell, headed []bool, firstRow, firstColumn bool, style wordStyle) {
	if len(all) == 0 {
		return
	}
	apart := true
	for _, one := range all[0] {
		apart = apart && (one.strong || len(one.cell.Inline) == 0)
	}
	if len(all) > 1 && firstRow && (apart || style.boldFirstRow) {
		headed[0] = true
	}
	set := func(one *wordCell) {
		one.cell.Header = yes
		for i := range one.cell.Inline {
			one.cell.Inline[i].Strong = nil // a header is drawn as one
		}
	}
	column := firstColumn
	for i, row := range all {
		if !headed[i] && (len(row) < 2 || row[0].at != 0 || !row[0].goesOn && !row[0].strong && !style.boldFirstColumn) {
			column = false
		}
	}
	for i := range all {
		for j := range all[i] {
			if headed[i] || column && j == 0 {
				set(&all[i][j])
			}
		}
	}
}

// joinDown counts how many rows a cell goes on.
func joinDown(all [][]wordCell) {
	for i := range all {
		for j := range all[i] {
			one := &all[i][j]
			if one.goesOn && !continuesAbove(all, i, *one) {
				one.goesOn = false // nothing above that it could go on from
			}
			if !one.begins {
				continue
			}
			rows := 1
			for next := i + 1; next < len(all) && rows < mostJoined && continues(all[next], *one); next++ {
				rows++
			}
			if rows > 1 {
				one.cell.Rows = ptr(rows)
			}
		}
	}
}

func continues(row []wordCell, above wordCell) bool {
	for _, one := range row {
		if one.at == above.at {
			return one.goesOn && one.wide == above.wide
		}
	}
	return false
}

func continuesAbove(all [][]wordCell, i int, cell wordCell) bool {
	for back := 1; back < mostJoined && i-back >= 0; back++ {
		at := slices.IndexFunc(all[i-back], func(one wordCell) bool { return one.at == cell.at && one.wide == cell.wide })
		if at < 0 {
			return false
		}
		if above := all[i-back][at]; above.begins || !above.goesOn {
			return above.begins
		}
	}
	return false
}
