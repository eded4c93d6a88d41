package nationalnumber_test

import (
	"fmt"
	"strings"
	"testing"

	"innbyggertjenesten/bff/nationalnumber"
)

func TestTheSeries(t *testing.T) {
	t.Parallel()
	for text, wanted := range map[string]struct {
		series nationalnumber.Series
		d      bool
	}{
		"02013299997": {nationalnumber.Register, false}, // published for 2032
		"42013299997": {nationalnumber.Register, true},
		"14838612149": {nationalnumber.Tax, false},
		"54838612149": {nationalnumber.Tax, true},
		"02861052047": {nationalnumber.Tax, false},
		"01660000000": {nationalnumber.Health, false},
		"31770000000": {nationalnumber.Health, false},
		"01410000000": {nationalnumber.Help, false},
		"01520000000": {nationalnumber.Help, false},
		"01210000000": {nationalnumber.Digdir, false},
		"71320000000": {nationalnumber.Digdir, true},
	} {
		number, err := nationalnumber.Parse(text)
		if err != nil || number.Series() != wanted.series || number.D() != wanted.d || number.Digits() != text ||
			number.Synthetic() != (wanted.series != nationalnumber.Register) {
			t.Errorf("%s: %s, D %v (%v)", text, number.Series(), number.D(), err)
		}
	}
}

func TestWhatIsNoNationalNumber(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "0201329999", "020132999970", "0201329999a", "02013299 97", " 2013299997", "٠٢٠١٣٢٩٩٩٩٧", "-2013299997",
		"00013299997", "32013299997", "40013299997", "72013299997", "80013299997", "02003299997", "02133299997",
		"02203299997", "02333299997", "02403299997", "02533299997", "02653299997", "02783299997", "02803299997", "02933299997",
	} {
		if number, err := nationalnumber.Parse(text); err == nil {
			t.Errorf("%q was read as %s", text, number.Series())
		}
	}
}

// The first three are the Tax Administration's vectors for 2032, and the
// middle one is the first that the old rule refuses.
func TestTheControlDigits(t *testing.T) {
	t.Parallel()
	for text, wanted := range map[string]struct{ now, before bool }{
		"02013299997": {true, true},
		"30108299920": {true, true},
		"30108299939": {true, false},
		"14838612149": {true, true},
		"02861052047": {true, true},
		"18889211497": {true, true},
		"14838612148": {false, false},
		"14838612159": {false, false},
		"30108299938": {false, false},
	} {
		number, err := nationalnumber.Parse(text)
		if err != nil || number.Controlled() != wanted.now || number.ControlledBefore2032() != wanted.before {
			t.Errorf("%s: %v, before %v (%v)", text, number.Controlled(), number.ControlledBefore2032(), err)
		}
	}
	var none nationalnumber.Number
	if none.Controlled() || none.ControlledBefore2032() {
		t.Error("nothing fits")
	}
}

func TestANumberIsNotPrinted(t *testing.T) {
	t.Parallel()
	number, err := nationalnumber.Parse("14838612149")
	if err != nil {
		t.Fatal(err)
	}
	_, wrong := nationalnumber.Parse("1483861214x")
	for _, printed := range []string{fmt.Sprint(number), fmt.Sprintf("%v %+v %#v %s", number, number, number, number), wrong.Error()} {
		if strings.Contains(printed, "14838") {
			t.Error(printed)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("14838612149")
	f.Fuzz(func(t *testing.T, text string) {
		number, err := nationalnumber.Parse(text)
		if err != nil {
			if number != (nationalnumber.Number{}) {
				t.Fatal("refused, and yet something came back")
			}
			return
		}
		if number.Digits() != text || len(text) != 11 || strings.Trim(text, "0123456789") != "" {
			t.Fatalf("%q was read", text)
		}
		if number.ControlledBefore2032() && !number.Controlled() {
			t.Fatalf("%q fits the old rule only", text)
		}
		// The mark decides, whatever else stands there.
		if real := text[2] == '0' || text[2] == '1' && text[3] <= '2'; real == number.Synthetic() {
			t.Fatalf("%q: synthetic is %v", text, number.Synthetic())
		}
	})
}
