package dataset_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const full = `"id":"d1","dataset_name":"Partners","description":"Domains of partners","dataset_type":1,"entity_type":2,"content_type":0,"content_types":[3],"scenario":0,"status":2,"icon":0,
	"current_version":7,"num_items":2,"config":{"description":"c","icon":4},"account_name":null,"creator_uuid":"u","creator_display_name":"Alice",
	"create_time":"2024-01-15T14:30:25Z","update_time":"2024-01-15T14:30:26Z","updater_uuid":"u","updater_display_name":"Alice",
	"properties":{"value_field":"domain","dataset_type":0,"default_value_type":0,"is_metadata_editable":true,"is_predefined_list":false,"target_entity_type":0,"target_entity_types":[]}`

func TestDataset_reads(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindDataset, mockapi.Object{
		"uuid": "d1", "dataset_name": "Partners", "description": "Domains of partners", "dataset_type": 1, "entity_type": 2, "content_types": []any{3}, "current_version": 7, "num_items": 2,
		"config": map[string]any{"description": "c", "icon": 4}, "properties": map[string]any{"value_field": "domain", "is_metadata_editable": true},
		"creator_uuid": "u", "creator_display_name": "Alice", "updater_uuid": "u", "updater_display_name": "Alice", "create_time": 1705329025000, "update_time": 1705329026000,
		"continuation_token": "more", "customer_dataset_items": []any{
			map[string]any{"item_id": "i2", "dataset_uuid": "d1", "row_data": map[string]any{"c": map[string]any{"value": "v"}}, "props": map[string]any{"content_type": 5, "modeling": map[string]any{"trusted": true}}},
			map[string]any{"item_id": "i1", "list_item": map[string]any{"value": "partner.example", "entity_type": 2}, "status": 2, "version": 7, "creator_uuid": "u"},
		},
	})
	s.Put(mockapi.KindDataset, mockapi.Object{"uuid": "d3", "dataset_name": "twice"})
	s.Put(mockapi.KindDataset, mockapi.Object{"uuid": "d2", "dataset_name": "twice"})
	p := s.Protocol(t, `"max_retries":0`)
	const items = `"truncated":true,"customer_dataset_items":[
		{"item_id":"i1","list_item":{"value":"partner.example","entity_type":2,"value_type":0},"status":2,"version":7,"creator_uuid":"u"},
		{"item_id":"i2","dataset_uuid":"d1","row_data":"{\"c\":{\"value\":\"v\"}}","status":0,"version":0,
			"props":{"content_type":5,"dataset_type":0,"target_entity_type":0,"modeling":{"modeling_entity_type":0,"risk":0,"trusted":true}}}]`
	for _, config := range []string{`{"id":"d1"}`, `{"dataset_name":"Partners"}`} {
		p.Shows(t.Context(), "zerotrust_dataset", config, `{`+full+`,`+items+`}`)
	}
	data, said := p.ReadData(t.Context(), "zerotrust_datasets", `{}`)
	acctest.Quiet(t, said)
	if n := len(acctest.Elements(t, data["datasets"])); n != 3 {
		t.Errorf("%d datasets, want 3", n)
	}
	for config, text := range map[string]string{
		`{}`:                                    "Invalid Attribute Combination",
		`{"id":"d1","dataset_name":"Partners"}`: "Invalid Attribute Combination",
		`{"dataset_name":"twice"}`:              "Use id to read one of them: d2, d3.",
		`{"dataset_name":"nobody"}`:             `No dataset has the dataset_name "nobody".`,
		`{"id":"nobody"}`:                       "Unable to Read Dataset",
	} {
		_, said := p.ReadData(t.Context(), "zerotrust_dataset", config)
		acctest.Says(t, said, "error", text)
	}
}
