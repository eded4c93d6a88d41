package config

import "time"

// Client is how the portal is known to a provider, and how it proves itself:
// with a private key (private_key_jwt) or with a secret, never both.
type Client struct {
	Issuer   string `yaml:"issuer"`
	ClientID string `yaml:"clientId"`
	// KeyFile holds the private keys: one JWK, a JWK set (so that an old and a new
	// key overlap) or PEM. It is read anew when it changes.
	KeyFile string `yaml:"keyFile"`
	// KeyVariable names an environment variable with the same content instead, for
	// platforms that have no files. It can only change with a restart.
	KeyVariable string `yaml:"keyVariable"`
	// KeyExpiresAt is when keys expire that don't say so themselves, by exp or a
	// certificate: ID-porten's a year after they were registered.
	KeyExpiresAt Date `yaml:"keyExpiresAt"`
	// ClientSecretFile holds a secret instead. It is read anew when it changes.
	ClientSecretFile string `yaml:"clientSecretFile"`
	// ClientSecretVariable names an environment variable that holds the secret.
	ClientSecretVariable  string `yaml:"clientSecretVariable"`
	ClientSecretExpiresAt Date   `yaml:"clientSecretExpiresAt"`
	// ClientSecretMethod is client_secret_basic (default) or client_secret_post.
	ClientSecretMethod string `yaml:"clientSecretMethod"`
}

// The ways to send a secret.
const (
	SecretBasic = "client_secret_basic"
	SecretPost  = "client_secret_post"
)

// CitizenLogin is ID-porten. The level substantial always opens one's own
// conversation and the ways to reach somebody; less opens nothing.
type CitizenLogin struct {
	Client `yaml:",inline"`
	// DocumentsLevel is what documents demand: substantial or high.
	DocumentsLevel string `yaml:"documentsLevel"`
}

// Kind is a kind of provider; each has habits of its own.
type Kind string

// The kinds. Only Entra and Ansattporten can be an employeeLogin's.
const (
	IDPorten     Kind = "id-porten"
	Entra        Kind = "entra"
	Ansattporten Kind = "ansattporten"
)

// EmployeeLogin is the employees' provider.
type EmployeeLogin struct {
	Kind   Kind `yaml:"kind"`
	Client `yaml:",inline"`
	// TenantID must be the tenant of who logs in. Entra only.
	TenantID string `yaml:"tenantId"`
	// Groups: membership of one of them is demanded.
	Groups []string `yaml:"groups"`
	// MFA are the amr values that prove a second factor; one is demanded, but of
	// who comes with an e-ID, which is two factors by itself.
	MFA []string `yaml:"mfa"`
	// AuthenticationContext (c1 to c99) is asked for and demanded instead of an
	// amr: the id of the tenant's Conditional Access context whose policy demands a
	// second factor. Entra's v2.0 tokens tell no amr. Entra only.
	AuthenticationContext string `yaml:"authenticationContext"`
	// Levels are the acr values that are asked for and accepted. Ansattporten only.
	Levels []string `yaml:"levels"`
	// Organizations are the numbers of the employers whose people may come in;
	// without any it is the municipality's own. Ansattporten only.
	Organizations []string `yaml:"organizations"`
	// OrganizationClaim says where the employer stands: authorization_details
	// (default) or orgno. Ansattporten only.
	OrganizationClaim string `yaml:"organizationClaim"`
	// AltinnResource (urn:altinn:resource:…) is asked for instead of the
	// employer's own word: who may use it for the organization. Ansattporten only.
	AltinnResource string `yaml:"altinnResource"`
	// DirectoryIDClaim is the claim with the id that the fagsystem knows the
	// employee by: oid (Entra), or sub or oid (Ansattporten).
	DirectoryIDClaim string `yaml:"directoryIdClaim"`
}

// The acr values that Ansattporten knows. The short ones are being phased out.
const (
	ACREntraID          = "entraid"
	ACRSubstantial      = "idporten-loa-substantial"
	ACRHigh             = "idporten-loa-high"
	ACRShortSubstantial = "substantial"
	ACRShortHigh        = "high"
)

// The claims that name the employer and the employee.
const (
	ClaimAuthorizationDetails = "authorization_details"
	ClaimOrgno                = "orgno"
	ClaimOID                  = "oid"
	ClaimSub                  = "sub"
)

// setLoginDefaults fills in what most files leave out.
func (m *Municipality) setLoginDefaults() {
	if m.CitizenLogin.DocumentsLevel == "" {
		m.CitizenLogin.DocumentsLevel = "high"
	}
	m.CitizenLogin.setDefaults()
	login := &m.EmployeeLogin
	login.setDefaults()
	switch login.Kind {
	case Entra:
		login.MFA = orElse(login.MFA, "mfa")
		login.DirectoryIDClaim = first(login.DirectoryIDClaim, ClaimOID)
	case Ansattporten:
		login.Levels = orElse(login.Levels, ACREntraID)
		// The documentation shows both.
		login.MFA = orElse(login.MFA, "entraid_mfa", "entraid-mfa")
		login.Organizations = orElse(login.Organizations, m.OrganizationNumber)
		login.OrganizationClaim = first(login.OrganizationClaim, ClaimAuthorizationDetails)
		login.DirectoryIDClaim = first(login.DirectoryIDClaim, ClaimSub)
	}
}

func (c *Client) setDefaults() {
	if c.BySecret() {
		c.ClientSecretMethod = first(c.ClientSecretMethod, SecretBasic)
	}
}

// BySecret tells whether the client proves itself with a secret, not a key.
func (c Client) BySecret() bool { return c.ClientSecretFile != "" || c.ClientSecretVariable != "" }

// Variable names the environment variable that holds the key or secret; "" where
// a file does.
func (c Client) Variable() string { return first(c.KeyVariable, c.ClientSecretVariable) }

// Expiry is when the credential of a client ends by the file, or zero where
// the file doesn't say. It is the day's first moment in UTC, to be early rather than late.
func (c Client) Expiry() time.Time {
	day := c.KeyExpiresAt
	if c.BySecret() {
		day = c.ClientSecretExpiresAt
	}
	if day == "" {
		return time.Time{}
	}
	at, err := day.Time(time.UTC)
	if err != nil {
		return time.Time{}
	}
	return at
}

func orElse(given []string, otherwise ...string) []string {
	if len(given) > 0 {
		return given
	}
	return otherwise
}

func first(given, otherwise string) string {
	if given != "" {
		return given
	}
	return otherwise
}
