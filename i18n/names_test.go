package i18n_test

import (
	"testing"

	"innbyggertjenesten/i18n"
)

func TestALanguageHasANameInAnotherAndAmongItsOwnReaders(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ code, tag, named, own string }{
		{"nb", "pl", "polsk", "Polski"}, {"ar", "pl", "البولندية", "Polski"}, {"pl", "so", "somalijski", "Soomaali"},
		{"nb", "ar-SY", "arabisk", "العربية"}, {"xx-", "pl", "polski", "Polski"}, {"nb", "no tag", "", "no tag"},
		{"nb", "ka", "georgisk", "ქართული"},
	} {
		if named, own := i18n.LanguageName(one.code, one.tag), i18n.OwnLanguageName(one.tag); named != one.named || own != one.own {
			t.Errorf("%s in %s is %q, and %q among its own", one.tag, one.code, named, own)
		}
	}
}
