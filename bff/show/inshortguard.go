package show

import "innbyggertjenesten/contracts/portal"

// guardedInShort takes the same sentence from all languages, and what says it
// aloud: whoever finds a fact in one of them has found it in what was said.
func guardedInShort(given *portal.InShort, hidden Hidden) *portal.InShort {
	if given == nil {
		return nil
	}
	for _, one := range given.Texts {
		for _, said := range []*string{&one.What, one.Why, one.WhatNow, one.Deadline, one.WhomToCall} {
			if said != nil && hidden.In(*said) {
				return nil
			}
		}
	}
	for _, media := range given.Media {
		if media.Transcript != nil && hidden.In(*media.Transcript) {
			return nil
		}
		for _, caption := range media.Captions {
			if hidden.In(caption.Text) {
				return nil
			}
		}
	}
	return given
}
