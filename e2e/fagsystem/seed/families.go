package seed

// families is everybody.
func (b *builder) families() []family {
	return b.haddad()
}
