// Package postureattribute implements zerotrust_posture_attribute: single checks of a device.
package postureattribute

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes posture attributes.
func Noun() life.Noun[edge.PostureAttribute] {
	return life.Noun[edge.PostureAttribute]{
		Words:       life.Words{Title: "Posture Attribute", Titles: "Posture Attributes"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.PostureAttribute] { return c.PostureAttributes.Objects },
		Description: "One check of a device, such as that a security agent runs. Posture profiles are made up of them. A destroyed or replaced attribute stays in the service, with a warning: no source documents a deletion.",
		Attributes:  attributes,
		Key:         "name",
		KeyTitle:    "Name",
		ReadsOne:    "Reads one posture attribute, by its id or its name.",
		ReadsMany:   "Reads the posture attributes of the account, or those of a name.",
		Lists:       "Finds the posture attributes of the account, or those of a name.",
		Found:       "The posture attributes, by name and id.",
		Filters:     []life.Filter{{Name: "name", Description: "Only posture attributes of this name."}},
		Ends:        life.LeftBehind,
		CreateOnly:  []string{"attribute_type"},
	}
}
