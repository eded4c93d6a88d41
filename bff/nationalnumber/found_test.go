package nationalnumber_test

import (
	"testing"

	"innbyggertjenesten/bff/nationalnumber"
)

func TestANumberIsFoundHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Vedtak 14838612149":                      "Vedtak …",
		"14838612149":                             "…",
		"for 148386 12149, og 54838612149.":       "for …, og ….",
		"f. 148386-12149 (kopi)":                  "f. … (kopi)",
		"148386–12149":                            "…",
		"148386\u00a012149":                       "…",
		"148386  12149":                           "…",
		"148386\n12149":                           "…",
		"14.83.86.12149":                          "…",
		"14 83 86 121 49":                         "…",
		"148386 / 12149":                          "…",
		"1483861\u200b2149":                       "…",
		"١٤٨٣٨٦١٢١٤٩ وثيقة":                       "… وثيقة",
		"１４８３８６ １２１４９":                            "…",
		"𝟏𝟒𝟖𝟑𝟖𝟔𝟏𝟐𝟏𝟒𝟗":                             "…",
		"¹⁴⁸³⁸⁶¹²¹⁴⁹":                             "…",
		"sak14838612149x":                         "sak…x",
		"\xff14838612149\xff":                     "\xff…\xff",
		"2026 14838612149 14838612149 14838 6121": "2026 … … 14838 6121",
	} {
		if !nationalnumber.In(text) || nationalnumber.Without(text) != want {
			t.Errorf("%q becomes %q, and it holds one: %v", text, nationalnumber.Without(text), nationalnumber.In(text))
		}
	}
	for _, text := range []string{
		"", "Vedtak", "2026-11-23 kl. 10.30", "Møte 03.05.2026 12345", "03.05.26 1030-1100", "400 00 618", "+47 400 00 618, 400 00 742", "114838612149", "148386121490",
		"14138612149", "00838612149", "1234.56.78901", "20261123-12345", "999 888 777", "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11.", "14838612 149", "148386.121.490",
	} {
		if nationalnumber.In(text) || nationalnumber.Without(text) != text {
			t.Errorf("%q holds none, and becomes %q", text, nationalnumber.Without(text))
		}
	}
}
