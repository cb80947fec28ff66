package edge

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"

// AlertConfig is the contract's AlertConfig: a rule that raises alerts. Zero values are left out of requests.
type AlertConfig struct {
	UUID                        string            `json:"uuid,omitempty"`
	Name                        string            `json:"name,omitempty"`
	Description                 string            `json:"description,omitempty"`
	CardData                    *AlertCardData    `json:"card_data,omitempty"`
	ConditionFilter             *Filter           `json:"condition_filter,omitempty"`
	EventDescriptionTemplate    string            `json:"event_description_template,omitempty"`
	Recipients                  []string          `json:"recipients,omitempty"`
	SkipAlerts                  api.Int64         `json:"skip_alerts,omitempty"`
	Status                      Status            `json:"status,omitempty"`
	Tags                        []string          `json:"tags,omitempty"`
	ClonedFromUUID              string            `json:"cloned_from_uuid,omitempty"`
	SeverityToAssign            api.Int64         `json:"severity_to_assign,omitempty"`
	ConditionFilterDisplayNames map[string]string `json:"condition_filter_display_names,omitempty"`
	RecipientDisplayNames       map[string]string `json:"recipient_display_names,omitempty"`
	AccountName                 string            `json:"account_name,omitempty"`
	CreateTime                  api.Time          `json:"create_time,omitempty"`
	CreatorUUID                 string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName          string            `json:"creator_display_name,omitempty"`
	UpdateTime                  api.Time          `json:"update_time,omitempty"`
	UpdaterUUID                 string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName          string            `json:"updater_display_name,omitempty"`
}

// AlertCardData is the contract's AlertCardData: the query that is looked at.
type AlertCardData struct {
	UUID               string              `json:"uuid,omitempty"`
	Title              string              `json:"title,omitempty"`
	Description        string              `json:"description,omitempty"`
	CardType           api.Int64           `json:"card_type,omitempty"`
	ChartType          string              `json:"chartType,omitempty"`
	ChartDataSource    string              `json:"chart_data_source,omitempty"`
	Metric             string              `json:"metric,omitempty"`
	Aggregation        string              `json:"aggregation,omitempty"`
	GroupByDimension   string              `json:"group_by_dimension,omitempty"`
	GroupByDimension2  string              `json:"group_by_dimension2,omitempty"`
	ApplyGlobalFilters bool                `json:"apply_global_filters,omitempty"`
	FromEGLibrary      bool                `json:"from_eg_library,omitempty"`
	ShowDataTable      bool                `json:"show_data_table,omitempty"`
	ShowTextBox        bool                `json:"show_text_box,omitempty"`
	VisibleColumns     []string            `json:"visible_columns,omitempty" order:"kept"`
	CardFilters        []CardFilter        `json:"card_filters,omitempty"`
	SortOrder          []CardSortOrder     `json:"sort_order,omitempty" order:"kept"`
	CuratedQueryConfig *CuratedQueryConfig `json:"curated_query_config,omitempty"`
}

// CardFilter is the contract's CardFilter: a condition of a query.
type CardFilter struct {
	Field        string        `json:"field,omitempty"`
	Operator     string        `json:"operator,omitempty"`
	Value        string        `json:"value,omitempty"`
	Type         *api.Int64    `json:"type,omitempty"` // nil: none, as the elements of a set have no prior spelling of it
	Display      string        `json:"display,omitempty"`
	DisplayValue string        `json:"display_value,omitempty"`
	Identity     *CardIdentity `json:"identity,omitempty"`
}

// CardIdentity is the part of the contract's Identity that names whom a condition is about. What is left out is told by the
// service.
type CardIdentity struct {
	ID      string     `json:"id,omitempty"`
	Type    *api.Int64 `json:"type,omitempty"`
	Display string     `json:"display,omitempty"`
}

// CardSortOrder is the contract's CardSortOrder.
type CardSortOrder struct {
	ColumnID string     `json:"column_id,omitempty"`
	IsDesc   *api.Int64 `json:"is_desc,omitempty"`
}

// CuratedQueryConfig is the contract's CuratedQueryConfig: a query of the vendor's library.
type CuratedQueryConfig struct {
	BehaviorID  string                 `json:"behavior_id,omitempty"`
	SubjectType api.Int64              `json:"subject_type,omitempty"`
	Summaries   []string               `json:"summaries,omitempty"`
	Modifiers   []CuratedQueryModifier `json:"modifiers,omitempty"`
}

// CuratedQueryModifier is the contract's CuratedQueryModifier.
type CuratedQueryModifier struct {
	TargetField string `json:"target_field,omitempty"`
	Operator    string `json:"operator,omitempty"`
	DatasetUUID string `json:"dataset_uuid,omitempty"`
}

func (a AlertConfig) identifier() string { return a.UUID }
func (a AlertConfig) status() Status     { return a.Status }
func (a AlertConfig) label() string      { return a.Name }
func (a AlertConfig) created() api.Time  { return a.CreateTime }
func (a AlertConfig) updated() api.Time  { return a.UpdateTime }

type updateAlertConfigRequest struct {
	AlertConfig
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// AlertConfigs are the calls about alert rules.
type AlertConfigs struct{ *Objects[AlertConfig] }

func newAlertConfigs(c *Client, cfg Config) *AlertConfigs {
	return &AlertConfigs{newObjects(c, cfg, kind[AlertConfig]{
		create: opCreateAlertConfig, get: opGetAlertConfig, list: opQueryAlertConfigs, update: opUpdateAlertConfig, delete: opDeleteAlertConfig,
		member: "configs", one: displayNames(),
		updating: func(id string, change AlertConfig, toClear []string) any {
			return updateAlertConfigRequest{AlertConfig: change, UUID: id, AttributesToDelete: toClear}
		},
	})}
}
