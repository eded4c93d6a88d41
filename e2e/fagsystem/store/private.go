package store

import "context"

// Private is everything about people that must not stand where others may look.
type Private struct {
	Numbers []string `json:"numbers"`
	Names   []string `json:"names"`
	// Texts are all messages and their translations.
	Texts []string `json:"texts"`
}

// Private lists a municipality's numbers, names and texts, for tests that search traces for them.
func (s *Store) Private(ctx context.Context, municipality string) (Private, error) {
	var p Private
	err := s.Pool.QueryRow(ctx, `select
  (select coalesce(array_agg(national_number), '{}') from person where municipality = $1 and national_number is not null),
  (select array_agg(distinct name) from (
     select unnest(array[given, family, given || ' ' || family]) as name from person where municipality = $1
     union select unnest(array[given, family, given || ' ' || family]) from employee where municipality = $1) names),
  (select array_agg(distinct content) from (
     select body->>'text' as content from submission where municipality = $1 and body ? 'text'
     union select item->>'text' from submission, jsonb_array_elements(body->'view'->'items') item where municipality = $1
     union select answer->>'reason' from submission, jsonb_array_elements(body->'answers'->'answers') answer where municipality = $1
     union select content from message_translation where municipality = $1
     union select content from answer_translation where municipality = $1) texts)`, municipality).Scan(&p.Numbers, &p.Names, &p.Texts)
	return p, err
}
