package control

// A short decision, for tests that need a new one at once.
var decisionTitles = map[string]string{
	"nb": "Nytt vedtak om avlastning",
	"en": "New decision on respite care",
	"ar": "قرار جديد بشأن الرعاية المؤقتة",
	"pl": "Nowa decyzja o opiece odciążającej",
	"so": "Go'aan cusub oo ku saabsan nasasho",
	"uk": "Нове рішення про тимчасовий догляд",
}

var decisionTexts = map[string]string{
	"nb": "{#b1}\n# Nytt vedtak om avlastning\n\n{#b2}\nVi har bestemt at dere får avlastning én helg i måneden.\n",
	"en": "{#b1}\n# New decision on respite care\n\n{#b2}\nWe have decided that you get respite care one weekend a month.\n",
	"ar": "{#b1}\n# قرار جديد بشأن الرعاية المؤقتة\n\n{#b2}\nقررنا منحكم رعاية مؤقتة في عطلة نهاية أسبوع واحدة كل شهر.\n",
	"pl": "{#b1}\n# Nowa decyzja o opiece odciążającej\n\n{#b2}\nPostanowiliśmy przyznać Państwu opiekę odciążającą w jeden weekend w miesiącu.\n",
	"so": "{#b1}\n# Go'aan cusub oo ku saabsan nasasho\n\n{#b2}\nWaxaan go'aansanay inaad heshaan nasasho hal dhammaad toddobaad bishii.\n",
	"uk": "{#b1}\n# Нове рішення про тимчасовий догляд\n\n{#b2}\nМи вирішили надавати вам тимчасовий догляд один раз на місяць у вихідні.\n",
}
