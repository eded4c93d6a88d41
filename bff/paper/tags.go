package paper

import (
	"fmt"
	"strings"
)

// tags writes the document as programs that read aloud meet it: its parts in
// the order of reading, and for each page which part each of its lines is of.
func (s *setter) tags(f *file, root int, pages []int, marked [][]*element) {
	numbers := map[*element]int{}
	s.document.prune()
	document := s.document.write(f, root, pages, numbers)
	var parents strings.Builder
	for page, elements := range marked {
		fmt.Fprintf(&parents, "%d[", page)
		for _, one := range elements {
			fmt.Fprintf(&parents, "%d 0 R ", numbers[one])
		}
		parents.WriteString("]")
	}
	parentTree := f.object(fmt.Sprintf("<</Nums[%s]>>", parents.String()))
	f.put(root, fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", document, parentTree, len(pages)))
}

// prune drops parts in which nothing stands; it tells whether this is one.
func (e *element) prune() (empty bool) {
	kept := e.kids[:0]
	for _, kid := range e.kids {
		if !kid.prune() {
			kept = append(kept, kid)
		}
	}
	e.kids = kept
	return len(e.kids) == 0 && len(e.marks) == 0
}

func (e *element) write(f *file, parent int, pages []int, numbers map[*element]int) int {
	number := f.reserve()
	numbers[e] = number
	var kids strings.Builder
	for _, kid := range e.kids {
		fmt.Fprintf(&kids, "%d 0 R ", kid.write(f, number, pages, numbers))
	}
	for _, at := range e.marks {
		fmt.Fprintf(&kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pages[at.page], at.id)
	}
	language := ""
	if e.language != "" {
		language = "/Lang " + textString(e.language)
	}
	f.put(number, fmt.Sprintf("<</Type/StructElem/S/%s/P %d 0 R%s/K[%s]>>", e.role, parent, language, kids.String()))
	return number
}
