package fagsystem

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
)

// Part is a stretch of a file: bytes First to Last, both counted from 0 and both
// in it. Where Last is negative it goes on to the end; where First is negative it
// is the file's last -First bytes.
type Part struct{ First, Last int64 }

// onePart is the only form of Range that is passed on. The numbers fit in 64 bits.
var onePart = regexp.MustCompile(`^bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))$`)

// ParsePart reads a Range header that asks for one stretch. Any other asks for
// nothing that is passed on: whoever sent it gets the whole file, as HTTP allows.
func ParsePart(header string) (Part, bool) {
	found := onePart.FindStringSubmatch(header)
	if found == nil {
		return Part{}, false
	}
	number := func(digits string) int64 {
		value, _ := strconv.ParseInt(digits, 10, 64) // only digits that fit
		return value
	}
	if found[3] != "" {
		last := number(found[3])
		return Part{First: -last, Last: -1}, last > 0
	}
	part := Part{First: number(found[1]), Last: -1}
	if found[2] != "" {
		part.Last = number(found[2])
	}
	return part, part.Last < 0 || part.First <= part.Last
}

// header is the part as it is asked for.
func (p Part) header() string {
	switch {
	case p.First < 0:
		return fmt.Sprintf("bytes=%d", p.First)
	case p.Last < 0:
		return fmt.Sprintf("bytes=%d-", p.First)
	}
	return fmt.Sprintf("bytes=%d-%d", p.First, p.Last)
}

// given is what a Content-Range says that came.
var given = regexp.MustCompile(`^bytes (\d{1,18})-(\d{1,18})/(\d{1,18})$`)

// empty is what Go's own server says of the last bytes of a file that has none.
const empty = "bytes 0--1/0"

// nothing is what it says where there is no such part.
var nothing = regexp.MustCompile(`^bytes \*/\d{1,18}$`)

// fits tells whether file is what was asked for, and completes its length. A
// reader that puts parts together would make another document of a wrong one.
func (f *File) fits(asked *Part) bool {
	switch {
	case f.Status == http.StatusOK:
		f.ContentRange = ""
		return true
	case asked == nil:
		return false
	case f.Status == http.StatusPartialContent && f.Length == 0 && f.ContentRange == empty:
		f.Status, f.ContentRange = http.StatusOK, ""
		return true
	case f.Status == http.StatusRequestedRangeNotSatisfiable:
		if !nothing.MatchString(f.ContentRange) {
			f.ContentRange = ""
		}
		return true
	}
	found := given.FindStringSubmatch(f.ContentRange)
	if f.Status != http.StatusPartialContent || found == nil {
		return false
	}
	var numbers [3]int64
	for i := range numbers {
		numbers[i], _ = strconv.ParseInt(found[i+1], 10, 64) // only digits that fit
	}
	first, last, total := numbers[0], numbers[1], numbers[2]
	wanted := asked.First
	if wanted < 0 {
		wanted = max(0, total+wanted)
	}
	if first != wanted || last < first || last >= total || asked.Last >= 0 && last > asked.Last {
		return false
	}
	length := last - first + 1
	if f.Length >= 0 && f.Length != length {
		return false
	}
	f.Length = length
	return true
}
