package barnevern

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// shape is what a schema says, with references resolved and the dialects' differences removed, so that the published
// schemas and our transcription can be laid side by side.
type shape struct {
	types    []string // sorted; nil where the schema names none
	enum     []string // sorted, without null, which is a type here
	patterns []string // sorted
	format   string
	min, max *float64
	maxItems *float64
	required []string
	closed   bool // no properties but the named ones
	rule     bool // has conditions that a property list can't say
	props    map[string]*shape
	items    *shape
}

// reader turns schemas into shapes. resolve finds what a reference means and from where its own references count.
type reader struct {
	resolve func(from, ref string) (at string, node map[string]any, err error)
	// visited collects where references have led.
	visited map[string]bool
}

// ignored says nothing about which values are valid; rules are compared through examples.
var (
	ignored = []string{"$id", "$schema", "title", "description", "examples", "definitions", "x-enum-varnames"}
	rules   = []string{"allOf", "anyOf", "oneOf"}
)

// int32Format adds nothing: the limits that the published schemas give these integers are compared.
const int32Format = "int32"

// notBlank is implied by every pattern that wants a digit first.
const notBlank = `.*\S.*`

func (r *reader) read(at string, node map[string]any) (*shape, error) {
	s := &shape{props: map[string]*shape{}}
	nullable := false
	for key, value := range node {
		switch key {
		case "$ref":
			target, referred, err := r.resolve(at, value.(string))
			if err != nil {
				return nil, err
			}
			if r.visited != nil {
				r.visited[target] = true
			}
			base, err := r.read(target, referred)
			if err != nil {
				return nil, err
			}
			s.meet(base)
		case "type":
			s.narrowTypes(texts(value))
		case "nullable":
			nullable = value.(bool)
		case "enum":
			for _, v := range value.([]any) {
				if v == nil {
					nullable = true
				} else {
					s.enum = append(s.enum, v.(string))
				}
			}
		case "pattern":
			s.patterns = append(s.patterns, value.(string))
		case "format":
			if value != int32Format {
				s.format = value.(string)
			}
		case "minimum":
			s.min = larger(s.min, value.(float64))
		case "maximum":
			s.max = smaller(s.max, value.(float64))
		case "maxItems":
			s.maxItems = smaller(s.maxItems, value.(float64))
		case "required":
			s.required = append(s.required, texts(value)...)
		case "additionalProperties":
			s.closed = s.closed || value == false
		case "properties":
			for name, property := range value.(map[string]any) {
				child, err := r.read(at, property.(map[string]any))
				if err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				s.props[name] = child
			}
		case "items":
			items, err := r.read(at, value.(map[string]any))
			if err != nil {
				return nil, err
			}
			s.items = items
		default:
			if slices.Contains(rules, key) {
				s.rule = true
			} else if !slices.Contains(ignored, key) {
				return nil, fmt.Errorf("%s: the comparison doesn't know the keyword %q", at, key)
			}
		}
	}
	if description, ok := node["description"].(string); ok && strings.Contains(description, "Rule:") {
		s.rule = true
	}
	if nullable {
		s.types = append(s.types, "null")
	}
	s.settle()
	return s, nil
}

// meet adds what a referred schema says to what stands beside the reference; both hold.
func (s *shape) meet(base *shape) {
	s.narrowTypes(base.types)
	s.enum = append(s.enum, base.enum...)
	s.patterns = append(s.patterns, base.patterns...)
	s.required = append(s.required, base.required...)
	if s.format == "" {
		s.format = base.format
	}
	if base.min != nil {
		s.min = larger(s.min, *base.min)
	}
	if base.max != nil {
		s.max = smaller(s.max, *base.max)
	}
	if base.maxItems != nil {
		s.maxItems = smaller(s.maxItems, *base.maxItems)
	}
	s.closed = s.closed || base.closed
	s.rule = s.rule || base.rule
	maps.Copy(s.props, base.props)
	if s.items == nil {
		s.items = base.items
	}
}

func (s *shape) narrowTypes(types []string) {
	if s.types == nil || types == nil {
		s.types = append(s.types, types...)
		return
	}
	s.types = slices.DeleteFunc(s.types, func(name string) bool { return !slices.Contains(types, name) })
}

// settle brings the parts into one order and drops what other parts already say.
func (s *shape) settle() {
	if len(s.enum) > 0 && !slices.Contains(s.types, "string") {
		s.types = append(s.types, "string")
	}
	if slices.ContainsFunc(s.patterns, func(pattern string) bool { return strings.HasPrefix(pattern, "^[0-9]") }) {
		s.patterns = slices.DeleteFunc(s.patterns, func(pattern string) bool { return pattern == notBlank })
	}
	for _, list := range []*[]string{&s.types, &s.enum, &s.patterns, &s.required} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// differences names everything in which two shapes differ, by path.
func differences(path string, theirs, ours *shape) []string {
	var found []string
	differ := func(what string, their, our any) {
		if fmt.Sprint(their) != fmt.Sprint(our) {
			found = append(found, fmt.Sprintf("%s %s: published %v, ours %v", path, what, their, our))
		}
	}
	differ("types", theirs.types, ours.types)
	differ("values", quoted(theirs.enum), quoted(ours.enum))
	differ("patterns", theirs.patterns, ours.patterns)
	differ("format", theirs.format, ours.format)
	differ("minimum", number(theirs.min), number(ours.min))
	differ("maximum", number(theirs.max), number(ours.max))
	differ("maxItems", number(theirs.maxItems), number(ours.maxItems))
	differ("required", theirs.required, ours.required)
	differ("closed to other properties", theirs.closed, ours.closed)
	differ("has rules", theirs.rule, ours.rule)
	names := slices.Sorted(maps.Keys(theirs.props))
	for name := range ours.props {
		if theirs.props[name] == nil {
			names = append(names, name)
		}
	}
	for _, name := range names {
		their, our := theirs.props[name], ours.props[name]
		switch {
		case our == nil:
			found = append(found, fmt.Sprintf("%s.%s: published, but not ours", path, name))
		case their == nil:
			found = append(found, fmt.Sprintf("%s.%s: ours, but not published", path, name))
		default:
			found = append(found, differences(path+"."+name, their, our)...)
		}
	}
	switch {
	case (theirs.items == nil) != (ours.items == nil):
		found = append(found, path+"[]: items on one side only")
	case theirs.items != nil:
		found = append(found, differences(path+"[]", theirs.items, ours.items)...)
	}
	return found
}

// quoted makes a trailing space visible, and a difference.
func quoted(values []string) string { return fmt.Sprintf("%q", values) }

func number(n *float64) string {
	if n == nil {
		return "none"
	}
	return fmt.Sprint(*n)
}

func larger(a *float64, b float64) *float64 {
	if a != nil && *a > b {
		return a
	}
	return &b
}

func smaller(a *float64, b float64) *float64 {
	if a != nil && *a < b {
		return a
	}
	return &b
}

func texts(value any) []string {
	if one, ok := value.(string); ok {
		return []string{one}
	}
	var all []string
	for _, v := range value.([]any) {
		all = append(all, v.(string))
	}
	return all
}
