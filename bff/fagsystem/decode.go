package fagsystem

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// decode reads JSON into one of the contract's types. Unknown fields are
// dropped; a required field that is missing or wrong makes its object wrong.
//
// A wrong object in a list is left out, so that one bad entry never hides the
// others. In the objects that the field publishes a wrong optional value is left
// out too; in our own envelope it makes the object wrong, because there absence
// means something (a pause, a protection, a refusal).
//
// The published case is read as far as it goes: what its envelope adds is what
// people are shown of it.
//
// breaches names what was wrong by field names only, never by values.
func decode(content []byte, target any) (breaches breaches, err error) {
	d := decoder{}
	err = d.value(content, reflect.ValueOf(target).Elem(), "")
	return d.breaches, err
}

// breaches are what an answer holds that the contract doesn't allow.
type breaches struct {
	// dropped was left out; kept is there all the same.
	dropped, kept []string
	// items is how many objects of lists of our envelope were left out.
	items int
}

type decoder struct {
	breaches
}

var (
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	textType        = reflect.TypeFor[encoding.TextUnmarshaler]()
	caseType        = reflect.TypeFor[barnevern.Barnevernmappe]()
	publishedTypes  = caseType.PkgPath()
)

var errWrong = errors.New("wrong")

func wrong(path string) error { return fmt.Errorf("%w: %s", errWrong, strings.TrimPrefix(path, ".")) }

func (d *decoder) value(content json.RawMessage, target reflect.Value, path string) error {
	kind := target.Type()
	switch {
	case kind.Kind() == reflect.Pointer:
		if isNull(content) {
			return nil
		}
		fresh := reflect.New(kind.Elem())
		if err := d.value(content, fresh.Elem(), path); err != nil {
			return err
		}
		target.Set(fresh)
		return nil
	case reflect.PointerTo(kind).Implements(unmarshalerType) || reflect.PointerTo(kind).Implements(textType):
		return leaf(content, target, path)
	case kind.Kind() == reflect.Struct:
		return d.object(content, target, path)
	case kind.Kind() == reflect.Slice && kind.Elem().Kind() != reflect.Uint8:
		return d.list(content, target, path)
	default:
		return leaf(content, target, path)
	}
}

func leaf(content json.RawMessage, target reflect.Value, path string) error {
	// The decoder's own message may quote the value.
	if isNull(content) || json.Unmarshal(content, target.Addr().Interface()) != nil {
		return wrong(path)
	}
	return nil
}

func (d *decoder) object(content json.RawMessage, target reflect.Value, path string) error {
	var fields map[string]json.RawMessage
	if isNull(content) || json.Unmarshal(content, &fields) != nil {
		return wrong(path)
	}
	published := target.Type().PkgPath() == publishedTypes
	var broken error
	for i := range target.NumField() {
		field := target.Type().Field(i)
		if field.Anonymous {
			if err := d.value(content, target.Field(i), path); err != nil {
				return err
			}
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		optional := strings.Contains(options, "omitempty")
		given, there := fields[name]
		at := path + "." + name
		var err error
		switch {
		case there && !isNull(given):
			if err = d.value(given, target.Field(i), at); err == nil && published && !holds(target.Field(i), optional) {
				err = wrong(at)
				target.Field(i).SetZero()
			}
		case !optional && (!there || field.Type.Kind() != reflect.Pointer):
			err = wrong(at)
		}
		switch {
		case err == nil:
		case field.Type == caseType, published && optional:
			d.dropped = append(d.dropped, named(err))
		case !published:
			return err
		case broken == nil:
			broken = err
		}
	}
	d.withoutNumbers(target, path)
	if broken == nil {
		d.rules(target, path)
	}
	return broken
}

// holds tells whether a published value is one that its schema allows: a word
// of its list, and a text that isn't blank where one is needed.
func holds(value reflect.Value, optional bool) bool {
	for value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	if value.Kind() != reflect.String {
		return true
	}
	if word, listed := value.Interface().(interface{ Valid() bool }); listed {
		if word.Valid() {
			return true
		}
		// One word is published with a space at its end, and is easily sent without.
		without := value.String()
		value.SetString(without + " ")
		return value.Interface().(interface{ Valid() bool }).Valid()
	}
	return optional || strings.TrimSpace(value.String()) != ""
}

// rules notes what an object breaks that can be shown all the same.
func (d *decoder) rules(target reflect.Value, path string) {
	var err error
	switch object := target.Addr().Interface().(type) {
	case *barnevern.Barnevernmappe:
		err = errors.Join(barnevern.ValidateBarnevernmappe(object), barnevern.LimitsOfBarnevernmappe(object))
	case *barnevern.Barnevernjournalpost:
		err = errors.Join(barnevern.ValidateBarnevernjournalpost(object), barnevern.LimitsOfBarnevernjournalpost(object))
	case *contract.Entry:
		if object.Remedy != nil && object.Remedy.Deadline == nil && object.Journalpost.Klagefrist != nil {
			err = errors.New("remedy.deadline is null only where there is no klagefrist")
		}
	}
	if err != nil {
		for rule := range strings.SplitSeq(err.Error(), "\n") {
			d.note(path + "." + rule)
		}
	}
}

// note keeps what breaks the contract and is shown all the same.
func (d *decoder) note(what string) { d.kept = append(d.kept, strings.TrimPrefix(what, ".")) }

func named(err error) string {
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), errWrong.Error()+": "), ".")
}

func (d *decoder) list(content json.RawMessage, target reflect.Value, path string) error {
	var items []json.RawMessage
	if isNull(content) || json.Unmarshal(content, &items) != nil {
		return wrong(path)
	}
	values := reflect.MakeSlice(target.Type(), 0, len(items))
	for _, item := range items {
		value := reflect.New(target.Type().Elem()).Elem()
		if err := d.value(item, value, path+"[]"); err != nil {
			d.dropped = append(d.dropped, named(err))
			if value.Kind() != reflect.Pointer {
				d.items++
				continue
			}
			value.SetZero()
			// The published lists allow null: the others keep their places.
		}
		values = reflect.Append(values, value)
	}
	target.Set(values)
	return nil
}

func isNull(content json.RawMessage) bool {
	return len(content) == 0 || bytes.Equal(bytes.TrimSpace(content), []byte("null"))
}
