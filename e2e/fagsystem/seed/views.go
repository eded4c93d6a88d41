package seed

import (
	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// view is what a party has said, and what it was answered.
type view struct {
	name                  string
	daysAgo, hour, minute int
	language              string
	moment                fagsystem.ViewMoment
	meeting               string // its name in the copy
	afraid                bool
	items                 []fagsystem.ViewItem
	answers               []viewAnswer
}

// viewAnswer answers one item, or without a prompt the whole.
type viewAnswer struct {
	daysAgo, hour int
	from          string
	prompt        fagsystem.ViewPrompt
	outcome       fagsystem.AnswerOutcome
	reason        string
	in            string // the document that it shows in, by slug
	block         string
	subGoal       string
}

// ViewID is a view of the seed's in one party's copy.
func ViewID(municipality, child, party, name string) uuid.UUID {
	return id(municipality, "view", child+"/"+party+"/"+name)
}

func meetingID(municipality string, copyID uuid.UUID, name string) uuid.UUID {
	return id(municipality, "meeting", copyID.String()+"/"+name)
}

// viewLines are a party's views and their answers, as they stand in the conversation.
func viewLines(f family, p party) []line {
	var lines []line
	m, copyID := f.municipality, CopyID(f.municipality, f.child, p.key)
	for _, v := range p.views {
		to := ViewID(m, f.child, p.key, v.name)
		said := fagsystem.View{Moment: v.moment, Items: v.items}
		if v.meeting != "" {
			said.MeetingId = new(meetingID(m, copyID, v.meeting))
		}
		lines = append(lines, line{daysAgo: v.daysAgo, hour: v.hour, minute: v.minute, language: v.language, afraid: v.afraid, read: true,
			kind: "VIEW", id: to, body: map[string]any{"view": said}})
		for _, a := range v.answers {
			made := fagsystem.NewAnswer{Outcome: a.outcome, Reason: a.reason}
			if a.prompt != "" {
				made.Prompt = &a.prompt
			}
			if a.in != "" {
				made.Link = &fagsystem.AnswerLink{EntryId: EntryID(m, f.child, p.key, a.in), DocumentId: new(DocumentID(m, f.child, p.key, a.in)),
					BlockId: nullable(a.block), SubGoalId: nullable(a.subGoal)}
			}
			lines = append(lines, line{daysAgo: a.daysAgo, hour: a.hour, from: a.from, language: "nb", read: true, answered: &a,
				kind: "ANSWER", id: id(m, "answer", to.String()+"/"+string(a.prompt)),
				body: map[string]any{"answers": fagsystem.NewAnswers{To: to, Answers: []fagsystem.NewAnswer{made}}}})
		}
	}
	return lines
}

// Layla: what she said about the plan stands in it, and one thing only in part; one waits.
func laylasViews() []view {
	return []view{{
		name: "plan", daysAgo: 8, hour: 20, minute: 12, language: "nb", moment: "ANY_TIME",
		items: []fagsystem.ViewItem{
			{Prompt: "THIS_IS_GOOD", Text: "At jeg slipper å oversette for mamma på møtene. Og leksehjelpen, den er faktisk fin."},
			{Prompt: "THIS_MUST_CHANGE", Text: "Jeg vil møte støttekontakten selv før dere bestemmer. Og jeg vil ikke at alt skal handle om skole."},
			{Prompt: "ASK_ME_ABOUT", Text: "Helgene hos pappa."},
		},
		answers: []viewAnswer{
			{daysAgo: 4, hour: 10, from: "ingrid", prompt: "THIS_IS_GOOD", outcome: "USED", in: "tiltaksplan", subGoal: "d2",
				reason: "Vi har skrevet i planen at du ikke skal tolke for voksne. Leksehjelpen fortsetter."},
			{daysAgo: 4, hour: 11, from: "ingrid", prompt: "THIS_MUST_CHANGE", outcome: "PARTLY", in: "tiltaksplan", block: "b8",
				reason: "Du får møte støttekontakten før vi bestemmer. Målet om skolen står der fortsatt, fordi du har vært mye borte, men vi har tatt med mål som handler om andre ting."},
		},
	}}
}

// Rania says it in her own language; one thing was not followed, and she is told why.
func raniasViews() []view {
	return []view{{
		name: "meeting", daysAgo: 9, hour: 21, minute: 40, language: "ar", moment: "BEFORE_MEETING",
		items: []fagsystem.ViewItem{
			{Prompt: "THIS_IS_GOOD", Text: "المرشدة التي تأتي إلى البيت. أشعر أنها تسمعني."},
			{Prompt: "THIS_MUST_CHANGE", Text: "أريد أن تكون الاجتماعات بعد الساعة الثالثة، فأنا أعمل صباحًا."},
		},
		answers: []viewAnswer{
			{daysAgo: 6, hour: 9, from: "ingrid", prompt: "THIS_IS_GOOD", outcome: "USED", in: "tiltaksplan", subGoal: "d3",
				reason: "Veilederen fortsetter å komme én gang i uken. Det står i planen."},
			{daysAgo: 6, hour: 10, from: "ingrid", prompt: "THIS_MUST_CHANGE", outcome: "NOT_USED",
				reason: "Tolken kan bare klokken 14 denne gangen. Neste møte legger vi etter klokken 15."},
		},
	}}
}

// Sami sees no documents: his answer has no link that he can follow. He is afraid of one thing being known.
func samisViews() []view {
	return []view{
		{
			name: "moving", daysAgo: 43, hour: 16, minute: 5, language: "nb", moment: "ANY_TIME",
			items: []fagsystem.ViewItem{{Prompt: "THIS_MUST_CHANGE", Text: "jeg vil ikke bytte skole. laget mitt er her"}},
			answers: []viewAnswer{{daysAgo: 41, hour: 13, from: "ingrid", prompt: "THIS_MUST_CHANGE", outcome: "USED",
				reason: "Du blir på skolen din og på laget. Det har vi bestemt sammen med de voksne."}},
		},
		{
			name: "visit", daysAgo: 6, hour: 19, minute: 30, language: "nb", moment: "BEFORE_MEETING", meeting: "visit", afraid: true,
			items: []fagsystem.ViewItem{
				{Prompt: "ASK_ME_ABOUT", Text: "kampen på søndag"},
				{Prompt: "DO_NOT_ASK_ME_ABOUT", Text: "krangling når pappa er med i rommet"},
			},
		},
	}
}

// Jakub, 12, was heard before the decision: it stands in it.
func jakubsViews() []view {
	return []view{{
		name: "support", daysAgo: 22, hour: 17, minute: 15, language: "nb", moment: "ANY_TIME",
		items: []fagsystem.ViewItem{
			{Prompt: "THIS_IS_GOOD", Text: "at jeg kan få en voksen som bare er min. helst en som liker fotball"},
			{Prompt: "THIS_MUST_CHANGE", Text: "jeg vil velge selv hvem jeg er hos på onsdager"},
		},
		answers: []viewAnswer{
			{daysAgo: 17, hour: 13, from: "petter", prompt: "THIS_IS_GOOD", outcome: "USED", in: "vedtak-stottekontakt-jakub", block: "b6",
				reason: "Du får en støttekontakt hver uke. Vi leter etter en som liker fotball."},
			{daysAgo: 17, hour: 14, from: "petter", prompt: "THIS_MUST_CHANGE", outcome: "PARTLY", in: "vedtak-stottekontakt-jakub", block: "b6",
				reason: "Onsdagene er hos pappa, fordi det er det de voksne er blitt enige om. Men du kan si fra hvis en onsdag ikke passer, og vi spør deg igjen om tre måneder."},
		},
	}}
}
