package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/google/uuid"
)

// numbers are how many a case has for what is registered in it.
const numbers = 10_000_000_000

// RegistrationNumber is the number that whoever handed something in is told. It
// isn't counted within the case: then what lies between two of one's own would
// tell how often others have written or read.
func RegistrationNumber(year, caseNumber int, submissionID uuid.UUID) string {
	sum := sha256.Sum256(submissionID[:])
	return fmt.Sprintf("%d/%06d-%010d", year, caseNumber, binary.BigEndian.Uint64(sum[:])%numbers)
}
