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
)

// decode reads JSON into one of the contract's types. Unknown fields are
// dropped; a required field that is missing or wrong makes its object wrong.
//
// A wrong object in a list is left out, so that one bad entry never hides the
// others. In the objects that the field publishes a wrong optional value is left
// out too; in our own envelope it makes the object wrong, because there absence
// means something (a pause, a protection, a refusal).
//
// dropped names what was left out by field names only, never by values.
func decode(content []byte, target any) (dropped []string, err error) {
	d := decoder{}
	err = d.value(content, reflect.ValueOf(target).Elem(), "")
	return d.dropped, err
}

type decoder struct {
	dropped []string
}

var (
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	textType        = reflect.TypeFor[encoding.TextUnmarshaler]()
	publishedTypes  = reflect.TypeFor[barnevern.Barnevernmappe]().PkgPath()
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
	lenient := target.Type().PkgPath() == publishedTypes
	for i := range target.NumField() {
		field := target.Type().Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		optional := strings.Contains(options, "omitempty")
		given, there := fields[name]
		if !there || isNull(given) {
			if !optional && (!there || field.Type.Kind() != reflect.Pointer) {
				return wrong(path + "." + name)
			}
			continue
		}
		if err := d.value(given, target.Field(i), path+"."+name); err != nil {
			if !optional || !lenient {
				return err
			}
			d.dropped = append(d.dropped, strings.TrimPrefix(path+"."+name, "."))
		}
	}
	return nil
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
			d.dropped = append(d.dropped, strings.TrimPrefix(strings.TrimPrefix(err.Error(), errWrong.Error()+": "), "."))
			if value.Kind() != reflect.Pointer {
				continue
			}
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
