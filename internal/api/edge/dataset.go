package edge

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Dataset is the contract's Dataset: a list of values of the account.
type Dataset struct {
	UUID               string             `json:"uuid,omitempty"`
	DatasetName        string             `json:"dataset_name,omitempty"`
	Description        string             `json:"description,omitempty"`
	DatasetType        api.Int64          `json:"dataset_type,omitempty"`
	EntityType         api.Int64          `json:"entity_type,omitempty"`
	ContentType        api.Int64          `json:"content_type,omitempty"`
	ContentTypes       []api.Int64        `json:"content_types,omitempty"`
	Scenario           api.Int64          `json:"scenario,omitempty"`
	Status             api.Int64          `json:"status,omitempty"`
	Icon               api.Int64          `json:"icon,omitempty"`
	Config             *DatasetConfig     `json:"config,omitempty"`
	Properties         *DatasetProperties `json:"properties,omitempty"`
	ParentUUID         string             `json:"parent_uuid,omitempty"`
	CurrentVersion     api.Int64          `json:"current_version,omitempty"`
	NumItems           api.Int64          `json:"num_items,omitempty"`
	AccountName        string             `json:"account_name,omitempty"`
	CreateTime         api.Time           `json:"create_time,omitempty"`
	CreatorUUID        string             `json:"creator_uuid,omitempty"`
	CreatorDisplayName string             `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time           `json:"update_time,omitempty"`
	UpdaterUUID        string             `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string             `json:"updater_display_name,omitempty"`
}

// DatasetConfig is the contract's DatasetConfig.
type DatasetConfig struct {
	Description string    `json:"description,omitempty"`
	Icon        api.Int64 `json:"icon,omitempty"`
}

// DatasetProperties is the contract's DatasetProperties.
type DatasetProperties struct {
	APIEndpoint        string      `json:"api_endpoint,omitempty"`
	DataObj            string      `json:"data_obj,omitempty"`
	DatasetType        api.Int64   `json:"dataset_type,omitempty"`
	DefaultValueType   api.Int64   `json:"default_value_type,omitempty"`
	IsMetadataEditable bool        `json:"is_metadata_editable,omitempty"`
	IsPredefinedList   bool        `json:"is_predefined_list,omitempty"`
	LabelField         string      `json:"label_field,omitempty"`
	TargetEntityType   api.Int64   `json:"target_entity_type,omitempty"`
	TargetEntityTypes  []api.Int64 `json:"target_entity_types,omitempty"`
	ValueField         string      `json:"value_field,omitempty"`
}

// DatasetItem is the contract's DatasetItem.
type DatasetItem struct {
	ItemID      string            `json:"item_id,omitempty"`
	DatasetUUID string            `json:"dataset_uuid,omitempty"`
	ListItem    *DatasetListItem  `json:"list_item,omitempty"`
	Props       *DatasetItemProps `json:"props,omitempty"`
	RowData     json.RawMessage   `json:"row_data,omitempty"` // values by column
	Status      api.Int64         `json:"status,omitempty"`
	Version     api.Int64         `json:"version,omitempty"`
	CreatorUUID string            `json:"creator_uuid,omitempty"`
}

// DatasetListItem is the contract's DatasetListItem.
type DatasetListItem struct {
	DisplayName string    `json:"display_name,omitempty"`
	EntityType  api.Int64 `json:"entity_type,omitempty"`
	Value       string    `json:"value,omitempty"`
	ValueType   api.Int64 `json:"value_type,omitempty"`
}

// DatasetItemProps is the contract's DatasetItemProps.
type DatasetItemProps struct {
	ContentType      api.Int64            `json:"content_type,omitempty"`
	DatasetType      api.Int64            `json:"dataset_type,omitempty"`
	Modeling         *DatasetItemModeling `json:"modeling,omitempty"`
	TargetEntityType api.Int64            `json:"target_entity_type,omitempty"`
}

// DatasetItemModeling is the contract's DatasetItemModeling.
type DatasetItemModeling struct {
	ModelingEntityType api.Int64 `json:"modeling_entity_type,omitempty"`
	Risk               api.Int64 `json:"risk,omitempty"`
	Trusted            bool      `json:"trusted,omitempty"`
}

// DatasetAnswer is the contract's GetDatasetResponse. No request takes the token that says that there are more items.
type DatasetAnswer struct {
	Dataset           Dataset       `json:"dataset"`
	Items             []DatasetItem `json:"customer_dataset_items,omitempty"`
	ContinuationToken string        `json:"continuation_token,omitempty"`
}

// Datasets is the contract's QueryDatasetsResponse.
type Datasets struct {
	Datasets []Dataset `json:"customer_datasets,omitempty"`
}

// QueryDatasets implements the contract's queryDatasets, in the order of names and ids.
func (c *Client) QueryDatasets(ctx context.Context) ([]Dataset, error) {
	var answer Datasets
	err := c.do(ctx, call{operation: opQueryDatasets, idempotent: true}, &answer)
	slices.SortFunc(answer.Datasets, func(a, b Dataset) int {
		return cmp.Or(cmp.Compare(a.DatasetName, b.DatasetName), cmp.Compare(a.UUID, b.UUID))
	})
	return answer.Datasets, err
}

// GetDataset implements the contract's getDataset, with the items in the order of their ids.
func (c *Client) GetDataset(ctx context.Context, id string) (DatasetAnswer, error) {
	var answer DatasetAnswer
	err := c.do(ctx, call{operation: opGetDataset, id: id, idempotent: true}, &answer)
	if err == nil && answer.Dataset.UUID != id {
		return DatasetAnswer{}, c.mismatch(opGetDataset, answer.Dataset.UUID, id)
	}
	slices.SortFunc(answer.Items, func(a, b DatasetItem) int { return cmp.Compare(a.ItemID, b.ItemID) })
	return answer, err
}
