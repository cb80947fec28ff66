package provider

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/access"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/accessmember"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/alertconfig"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/app"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/appcontrolpolicy"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/appintegrity"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/blob"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/cacertificate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/card"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/clientconfig"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/connectionlog"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/connector"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/dashboard"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/dataexport"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/groupsettings"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/integration"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/notificationchannel"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/policy"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/postureattribute"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/postureprofile"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/token"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/user"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/workflow"
)

// Meanings returns what the objects of each managed resource mean to people who review a plan. It starts nothing.
func Meanings() []meaning.Noun {
	return []meaning.Noun{
		access.Meaning(),
		accessmember.Meaning(),
		alertconfig.Meaning(),
		app.Meaning(),
		appcontrolpolicy.Meaning(),
		appintegrity.Meaning(),
		blob.Meaning(),
		cacertificate.Meaning(),
		groupsettings.Meaning(),
		integration.Meaning(),
		card.Meaning(),
		clientconfig.Meaning(),
		connectionlog.Meaning(),
		connector.Meaning(),
		dashboard.Meaning(),
		dataexport.Meaning(),
		notificationchannel.Meaning(),
		policy.Meaning(),
		postureattribute.Meaning(),
		postureprofile.Meaning(),
		token.Meaning(),
		user.Meaning(),
		workflow.Meaning(),
	}
}
