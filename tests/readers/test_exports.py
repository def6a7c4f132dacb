"""Whole header lines of programs and languages: the program is found, and each column finds its place."""

from __future__ import annotations

import csv
import io

import pytest


CASES = []


def case(name, source, *, written="utf-8", **expected):
    """A list, and what of it is expected."""
    octets = source.encode(written) if isinstance(source, str) else source
    CASES.append(pytest.param(octets, expected, id=name))


def row(headers, **cells):
    """A line of headers, and one of cells."""
    names = headers.split(",")
    return rowd(names, {name: cells.get(name, "") for name in names})


def rowd(headers, cells):
    """The same, of headers that hold commas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headers)
    writer.writerow([cells.get(name, "") for name in headers])
    return file.getvalue()


# fmt: off
OUT_EN="Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Home Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Company Main Phone,Home Fax,Home Phone,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Display Name,Anniversary,Birthday,Categories,Notes,Web Page".split(",")
case("outlook en full", rowd(OUT_EN,{"Title":"Dr.","First Name":"Karin","Last Name":"Holm","Company":"Vannverk AS","Job Title":"Buyer","Business City":"Bergen","Business Country/Region":"Norway","Home City":"Oslo","Business Fax":"+47 55 00 00 01","Business Phone":"+47 55 00 00 02","Company Main Phone":"+47 55 00 00 00","Mobile Phone":"+47 40 00 00 01","E-mail Address":"karin@vannverk.no","E-mail Type":"SMTP","E-mail Display Name":"Karin Holm (karin@vannverk.no)","E-mail 2 Address":"kh@vannverk.no","Web Page":"http://vannverk.no"}),
  dialect="outlook", leads=[{"person": "Karin Holm","company": "Vannverk AS","country": "NO","city": "Bergen","website": "http://vannverk.no","points": [("phone","+47 55 00 00 02"),("phone","+47 55 00 00 00"),("phone","+47 40 00 00 01"),("email","karin@vannverk.no"),("email","kh@vannverk.no")]}], problems=0)
DE=["Anrede","Vorname","Weitere Vornamen","Nachname","Suffix","Firma","Abteilung","Position","Straße geschäftlich","Ort geschäftlich","Region geschäftlich","Postleitzahl geschäftlich","Land/Region geschäftlich","Straße privat","Ort privat","Land/Region privat","Telefon Assistent","Fax geschäftlich","Telefon geschäftlich","Telefon geschäftlich 2","Telefon Firma","Telefon privat","Mobiltelefon","Haupttelefon","Weiteres Telefon","Pager","E-Mail-Adresse","E-Mail-Typ","E-Mail: Angezeigter Name","E-Mail 2: Adresse","Geburtstag","Kategorien","Notizen","Webseite"]
case("outlook de full", rowd(DE,{"Anrede":"Herr","Vorname":"Jörg","Nachname":"Müller","Firma":"Wasser GmbH","Position":"Einkauf","Ort geschäftlich":"Köln","Land/Region geschäftlich":"Deutschland","Ort privat":"Bonn","Fax geschäftlich":"+49 221 1","Telefon geschäftlich":"+49 221 9001","Telefon Firma":"+49 221 9000","Mobiltelefon":"+49 171 5550001","E-Mail-Adresse":"j.mueller@wasser.de","E-Mail-Typ":"SMTP","E-Mail: Angezeigter Name":"Jörg Müller","E-Mail 2: Adresse":"jm@wasser.de","Webseite":"wasser.de"}), written="cp1252",
  dialect="outlook", enc="cp1252", leads=[{"person": "Jörg Müller","company": "Wasser GmbH","country": "DE","city": "Köln","website": "wasser.de","points": [("phone","+49 221 9001"),("phone","+49 221 9000"),("phone","+49 171 5550001"),("email","j.mueller@wasser.de"),("email","jm@wasser.de")],"roles": [("+49 221 9001","contact"),("+49 221 9000","switchboard"),("+49 171 5550001","contact"),("j.mueller@wasser.de","contact"),("jm@wasser.de","contact")]}], problems=0, unread=["Fax geschäftlich","Ort privat"])
ES=["Title","Nombre","Segundo nombre","Apellidos","Suffix","Organización","Department","Puesto","Calle del trabajo","Ciudad de trabajo","Provincia o estado de trabajo","Código postal del trabajo","País o región del trabajo","Home City","País o región del domicilio","Assistant's Phone","Business Fax","Teléfono del trabajo","Business Phone 2","Número de centralita de la organización","Particular","Mobile Phone","Otro teléfono","Teléfono principal","E-mail Address","Nombre de pantalla de correo electrónico","Dirección de correo electrónico 2","Dirección del correo electrónico 3","Notes","Página web"]
case("outlook es full", rowd(ES,{"Title":"Sra.","Nombre":"Lucía","Apellidos":"Vega Mora","Organización":"Riego Norte SL","Puesto":"Compras","Ciudad de trabajo":"Gijón","País o región del trabajo":"España","Teléfono del trabajo":"+34 985 000 001","Número de centralita de la organización":"+34 985 000 000","Mobile Phone":"+34 600 000 001","E-mail Address":"lucia@riegonorte.es","Dirección de correo electrónico 2":"lv@riegonorte.es","Página web":"riegonorte.es"}),
  dialect="outlook", leads=[{"person": "Lucía Vega Mora","company": "Riego Norte SL","country": "ES","city": "Gijón","website": "riegonorte.es","roles": [("+34 985 000 001","contact"),("+34 985 000 000","switchboard"),("+34 600 000 001","contact"),("lucia@riegonorte.es","contact"),("lv@riegonorte.es","contact")]}], problems=0)
FR=["Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre","Rue (bureau)","Ville (bureau)","Dép/Région (bureau)","Code postal (bureau)","Pays/Région (bureau)","Ville (domicile)","Pays/Région (domicile)","Téléphone de l'assistant(e)","Télécopie (bureau)","Téléphone (bureau)","Téléphone 2 (bureau)","Téléphone société","Téléphone (domicile)","Tél. mobile","Téléphone (autre)","Téléphone principal","Adresse de messagerie","Type de messagerie","Nom complet de l'adresse de messagerie","Adresse de messagerie 2","Notes","Page Web"]
case("outlook fr full", rowd(FR,{"Prénom":"Élodie","Nom":"Garnier","Société":"Eaux du Rhône","Ville (bureau)":"Lyon","Ville (domicile)":"Paris","Pays/Région (bureau)":"France","Télécopie (bureau)":"+33 4 00 00 00 09","Téléphone (bureau)":"+33 4 78 00 00 01","Téléphone société":"+33 4 78 00 00 00","Tél. mobile":"+33 6 12 00 00 01","Adresse de messagerie":"egarnier@eauxdurhone.fr","Nom complet de l'adresse de messagerie":"Élodie Garnier","Adresse de messagerie 2":"elo@eauxdurhone.fr","Page Web":"eauxdurhone.fr"}),
  dialect="outlook", leads=[{"person": "Élodie Garnier","company": "Eaux du Rhône","country": "FR","city": "Lyon","website": "eauxdurhone.fr","roles": [("+33 4 78 00 00 01","contact"),("+33 4 78 00 00 00","switchboard"),("+33 6 12 00 00 01","contact"),("egarnier@eauxdurhone.fr","contact"),("elo@eauxdurhone.fr","contact")]}], problems=0)
ZH=["英文称谓","名","中间名","姓","中文称谓","单位","部门","职务","商务地址 街道","商务地址 市/县","商务地址 省/市/自治区","商务地址 邮政编码","商务地址 国家/地区","住宅地址 市/县","住宅地址 国家/地区","助理的电话","商务传真","商务电话","商务电话 2","单位主要电话","住宅电话","移动电话","其他电话","电子邮件地址","电子邮件类型","电子邮件显示名称","电子邮件 2 地址","附注","网页"]
case("outlook zh full gb18030", rowd(ZH,{"名":"志强","姓":"陈","单位":"上海泳池设备有限公司","职务":"采购经理","商务地址 市/县":"上海","商务地址 国家/地区":"中国","商务传真":"+86 21 5000 0009","商务电话":"+86 21 5000 0001","单位主要电话":"+86 21 5000 0000","移动电话":"+86 139 0000 0001","电子邮件地址":"chenzq@shpool.cn","电子邮件 2 地址":"czq@shpool.cn","网页":"shpool.cn"}), written="gb18030",
  dialect="outlook", enc="gb18030", leads=[{"person": "陈志强","company": "上海泳池设备有限公司","country": "CN","city": "上海","roles": [("+86 21 5000 0001","contact"),("+86 21 5000 0000","switchboard"),("+86 139 0000 0001","contact"),("chenzq@shpool.cn","contact"),("czq@shpool.cn","contact")]}], problems=0)
G24="First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value".split(",")
case("google new", "\ufeff"+rowd(G24,{"First Name":"Priya","Last Name":"Nair","Organization Name":"Kochi Pumps","Labels":"* myContacts","E-mail 1 - Label":"* Work","E-mail 1 - Value":"priya@kochipumps.in ::: nair@kochipumps.in","Phone 1 - Label":"Work Fax","Phone 1 - Value":"+91 484 000 0000","Phone 2 - Label":"Mobile","Phone 2 - Value":"+91 98470 00001","Address 1 - City":"Kochi","Address 1 - Country":"IN","Website 1 - Label":"Work","Website 1 - Value":"kochipumps.in"}),
  dialect="google_contacts", enc="utf-8-sig", leads=[{"person": "Priya Nair","company": "Kochi Pumps","country": "IN","city": "Kochi","website": "kochipumps.in","points": [("email","priya@kochipumps.in"),("email","nair@kochipumps.in"),("phone","+91 98470 00001")]}], problems=1)
GOLD="Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,Organization 1 - Job Description,Website 1 - Type,Website 1 - Value".split(",")
case("google old utf-16", rowd(GOLD,{"Name":"Omar Aziz","Given Name":"Omar","Family Name":"Aziz","Group Membership":"* My Contacts","E-mail 1 - Type":"* Work","E-mail 1 - Value":"omar@nilewater.eg","IM 1 - Service":"Skype","IM 1 - Value":"omar.aziz","Phone 1 - Type":"Mobile","Phone 1 - Value":"+20 100 000 0001","Organization 1 - Name":"Nile Water","Organization 1 - Title":"Owner","Address 1 - City":"Cairo","Address 1 - Country":"Egypt","Website 1 - Value":"nilewater.eg"}), written="utf-16",
  dialect="google_contacts", leads=[{"person": "Omar Aziz","company": "Nile Water","country": "EG","city": "Cairo","points": [("email","omar@nilewater.eg"),("skype","omar.aziz"),("phone","+20 100 000 0001")]}], problems=0)
HS="Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Last Activity Date (GMT+1),Lead Status,Marketing contact status,Create Date (GMT+1),Associated Company IDs,Country/Region,WhatsApp Phone Number,Job Title,Unsubscribed from all email"
case("hubspot real export", row(HS,**{"Record ID":"51","First Name":"Tess","Last Name":"de Vries","Email":"tess@vijverbouw.nl","Phone Number":"+31 6 1200 0001","Contact owner":"Li Wei","Associated Company":"Vijverbouw BV","Last Activity Date (GMT+1)":"2026-11-02 10:14","Country/Region":"Netherlands","WhatsApp Phone Number":"+31612000002","Unsubscribed from all email":"true"}),
  dialect="hubspot", leads=[{"id": "51","person": "Tess de Vries","company": "Vijverbouw BV","country": "NL","owner": "Li Wei","points": [("email","tess@vijverbouw.nl"),("phone","+31 6 1200 0001"),("whatsapp","+31612000002")],"opted": [True,False,False]}], problems=0)
case("salesforce lead report", row("Lead Owner,First Name,Last Name,Title,Company / Account,Email,Phone,Mobile,Lead Source,Lead Status,Street,City,State/Province,Country,Rating,Website,Email Opt Out",**{"Lead Owner":"Wang","First Name":"Bo","Last Name":"Lind","Company / Account":"Damm AB","Email":"bo@damm.se","Phone":"08-123 456 78","City":"Umeå","Country":"Sweden","Email Opt Out":"0","Website":"damm.se"}),
  dialect="salesforce_lead", leads=[{"person": "Bo Lind","company": "Damm AB","country": "SE","city": "Umeå","owner": "Wang","points": [("email","bo@damm.se"),("phone","08-123 456 78")],"opted": [False,False]}], problems=0)
case("salesforce contact report", row("Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Fax,Mobile,Email,Account Owner",**{"First Name":"Nora","Last Name":"Kim","Title":"VP","Account Name":"Busan Aqua","Mailing City":"Busan","Mailing Country":"South Korea","Mobile":"+82 10 0000 0001","Email":"nora@busanaqua.kr","Account Owner":"Zhao"}),
  dialect="salesforce_contact", leads=[{"person": "Nora Kim","company": "Busan Aqua","country": "KR","city": "Busan","owner": "Zhao","points": [("phone","+82 10 0000 0001"),("email","nora@busanaqua.kr")]}], problems=0)
case("salesforce data loader", row("Id,FirstName,LastName,Title,Email,Phone,MobilePhone,MailingCity,MailingCountry,AccountId,HasOptedOutOfEmail,OwnerId",Id="0031x", FirstName="Sam", LastName="Oduya", Email="sam@lagoswater.ng", MobilePhone="+234 803 000 0001", MailingCity="Lagos", MailingCountry="Nigeria", HasOptedOutOfEmail="1"),
  dialect="salesforce_contact", leads=[{"id": "0031x","person": "Sam Oduya","country": "NG","opted": [True,False]}], problems=0)
case("zoho leads", row("Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Designation,Email,Phone,Mobile,Website,Lead Source,Lead Status,Industry,No. of Employees,Created Time,Street,City,State,Zip Code,Country,Description,Skype ID,Email Opt Out,Secondary Email,Last Activity Time",**{"Record Id":"zcrm_4876","Lead Owner":"Pat","Company":"Hill Ponds","First Name":"Mary","Last Name":"Ames","Email":"mary@hillponds.com","Phone":"+1 614 555 0400","City":"Columbus","Country":"United States","Skype ID":"maryames","Secondary Email":"m.ames@hillponds.com","Last Activity Time":"2026-10-02 09:00:00"}),
  dialect="zoho", leads=[{"id": "zcrm_4876","person": "Mary Ames","company": "Hill Ponds","country": "US","city": "Columbus","owner": "Pat","points": [("email","mary@hillponds.com"),("email","m.ames@hillponds.com"),("phone","+1 614 555 0400"),("skype","maryames")]}], problems=0)
case("pipedrive", row("Person - ID,Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Phone - Work,Person - Phone - Mobile,Person - Email - Work,Person - Email - Home,Person - Owner,Person - Label,Organization - Address,Organization - Country of Address",**{"Person - ID":"88","Person - Name":"Jordan Vega","Person - Organization":"Acme Ponds","Person - Phone - Work":"+1 312 555 0122","Person - Email - Work":"jordan@acmeponds.com","Person - Owner":"Ines","Organization - Country of Address":"United States"}),
  dialect="pipedrive", leads=[{"id": "88","person": "Jordan Vega","company": "Acme Ponds","country": "US","owner": "Ines","points": [("phone","+1 312 555 0122"),("email","jordan@acmeponds.com")]}], problems=0)
case("pipedrive short", row("Person - Name,Person - Email,Person - Phone,Organization - Name,Person - Last activity date",**{"Person - Name":"Jo Ek","Person - Email":"jo@ek.se","Organization - Name":"Ek AB"}), dialect="pipedrive", leads=[{"person": "Jo Ek","company": "Ek AB","points": [("email","jo@ek.se")]}], problems=0)
case("linkedin", 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nPriya,Sharma,https://www.linkedin.com/in/priya-sharma-1a,,"Pump, Inc.",Buyer,12 Mar 2024\n', dialect="linkedin", leads=[{"person": "Priya Sharma","company": "Pump, Inc.","website": None,"points": [("linkedin","priya-sharma-1a")]}], problems=0)
case("xtransfer", "客户名称*,国家/地区,客户来源,标签,联系人,邮箱,社交账号\nAquaNord,挪威,展会,A,Kari,kari@aquanord.no,WhatsApp-47-40000001;WeChat-kari_n\n,,,,Per,per@aquanord.no,Skype-live:per\n", dialect="xtransfer", leads=[{"company": "AquaNord","country": "NO","points": [("email","kari@aquanord.no"),("whatsapp","+47 40000001"),("wechat","kari_n"),("email","per@aquanord.no"),("skype","live:per")]}], problems=0)
case("joinf", "客户名称,国家/地区,客户类型,客户来源,业务类型,主营产品,客户等级,业务员\nPozzi Srl,意大利,潜在客户,阿里,批发,水泵,A,李\n", dialect="joinf", leads=[{"company": "Pozzi Srl","country": "IT","owner": "李","level": "A"}], problems=0)
case("okki", row("公司名称,简称,客户编号,国家地区,客户阶段,客户来源,客户分组,客户星级,主营产品,公司网址,座机,传真,公司地址,联系人昵称,联系人邮箱,联系人电话,社交平台,跟进人,最近联系时间,创建时间,公司备注",公司名称="Delta Filter Kft", 客户编号="C-9", 国家地区="匈牙利", 客户阶段="询盘", 公司网址="deltafilter.hu", 座机="+36 1 000 0000", 联系人昵称="Nagy Éva", 联系人邮箱="eva@deltafilter.hu", 联系人电话="+36 30 000 0001", 社交平台="WhatsApp-36-300000001", 跟进人="王", 最近联系时间="2026-10-11 08:30", 公司备注="展会认识"), dialect="okki", leads=[{"id": "C-9","company": "Delta Filter Kft","person": "Nagy Éva","country": "HU","website": "deltafilter.hu","owner": "王","points": [("phone","+36 1 000 0000"),("phone","+36 30 000 0001"),("email","eva@deltafilter.hu"),("whatsapp","+36 300000001")],"about_has": "展会认识"}], problems=0)
case("alibaba inquiries", row("询盘ID,买家姓名,买家邮箱,国家/地区,公司名称,买家等级,询盘内容,询盘时间,产品名称,负责人,阿里账号",**{"询盘ID":"900","买家姓名":"John Roe","买家邮箱":"john@roewater.com","国家/地区":"美国","公司名称":"Roe Water","买家等级":"L2","询盘内容":"Price for 10 lamps?","负责人":"李"}), dialect="alibaba", leads=[{"id": "900","person": "John Roe","company": "Roe Water","country": "US","level": "L2","owner": "李","points": [("email","john@roewater.com")]}], problems=0)
case("alibaba inquiries en", row("Inquiry ID,Buyer Name,Buyer Email,Country/Region,Company Name,Buyer Level,Inquiry Content,Inquiry Time,Product Name,Assigned To",**{"Inquiry ID":"77","Buyer Name":"Ann Poe","Buyer Email":"ann@poe.ca","Country/Region":"Canada","Company Name":"Poe Ltd","Inquiry Content":"MOQ?"}), dialect="alibaba", leads=[{"id": "77","person": "Ann Poe","company": "Poe Ltd","country": "CA","points": [("email","ann@poe.ca")]}], problems=0)
case("made-in-china", row("询盘主题,发件人,发件人邮箱,公司名称,国家/地区,联系电话,询盘时间,询盘内容,分配给",**{"询盘主题":"UV lamp","发件人":"Ivo Petrov","发件人邮箱":"ivo@voda.bg","公司名称":"Voda","国家/地区":"保加利亚","联系电话":"+359 2 000 0001","询盘内容":"Hello"}), dialect="made_in_china", leads=[{"person": "Ivo Petrov","company": "Voda","country": "BG","points": [("email","ivo@voda.bg"),("phone","+359 2 000 0001")]}], problems=0)
case("apple/icloud csv", row("First name,Last name,Company,Job title,Email (work),Phone (mobile),Phone (iPhone),Address (work) city,Address (work) country,URL",**{"First name":"Iker","Last name":"Sola","Company":"Uretek","Email (work)":"iker@uretek.es","Phone (mobile)":"+34 600 111 222","URL":"uretek.es"}), leads=[{"person": "Iker Sola","company": "Uretek","points": [("email","iker@uretek.es"),("phone","+34 600 111 222")]}], problems=0)
case("thunderbird", row("First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home City,Home Country,Work Address,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,Notes",**{"First Name":"Ugo","Last Name":"Neri","Display Name":"Ugo Neri","Primary Email":"ugo@neri.it","Work Phone":"+39 02 000","Mobile Number":"+39 333 000 0001","Home City":"Lodi","Work City":"Milano","Work Country":"Italy","Organization":"Neri Srl","Web Page 1":"neri.it"}), leads=[{"person": "Ugo Neri","company": "Neri Srl","country": "IT","city": "Milano","website": "neri.it"}])
GEN={
"en":("Company,Contact person,E-mail,Phone,Mobile no.,Country,City,Website,Remarks",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","United Kingdom","London","fonte.com","met")),
"en2":("Customer name;Contact name;Email ID;Tel no.;WhatsApp no.;Country name;Town;Web site;Comments",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","United Kingdom","London","fonte.com","met")),
"zh":("公司,联系人,邮箱,电话,手机,国家,城市,网址,备注",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","英国","London","fonte.com","met")),
"zh2":("客户公司名称,客户联系人,E-mail,联系方式,手机/WhatsApp,所在国家,所在城市,公司网站,备注说明",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","英国","London","fonte.com","met")),
"zh-TW":("公司名稱,聯絡人,電子郵件,電話,手機,國家,城市,網站,備註",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","英國","London","fonte.com","met")),
"es":("Empresa;Persona de contacto;Correo electrónico;Teléfono;Móvil;País;Ciudad;Página web;Observaciones",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Reino Unido","London","fonte.com","met")),
"es2":("RAZON SOCIAL;NOMBRE CONTACTO;EMAIL;TELEFONO;TELEFONO MOVIL;PAIS;POBLACION;WEB;COMENTARIOS",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Reino Unido","London","fonte.com","met")),
"de":("Firma;Ansprechpartner;E-Mail;Telefon;Mobil;Land;Ort;Webseite;Bemerkung",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Vereinigtes Königreich","London","fonte.com","met")),
"de2":("Firmenname;Kontaktname;E-Mail-Adresse;Tel.-Nr.;Handy-Nr.;Land;Stadt;Internetadresse;Notizen",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Großbritannien","London","fonte.com","met")),
"fr":("Société;Contact;Adresse e-mail;Téléphone;Portable;Pays;Ville;Site web;Remarques",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Royaume-Uni","London","fonte.com","met")),
"fr2":("Entreprise;Nom du contact;E-mail;Tél.;Mobile;Pays;Ville;Site internet;Commentaires",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Royaume-Uni","London","fonte.com","met")),
"pt":("Empresa;Contato;E-mail;Telefone;Celular;País;Cidade;Site;Observações",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Reino Unido","London","fonte.com","met")),
"pt2":("Nome da empresa;Pessoa de contacto;Correio eletrónico;Telefone;Telemóvel;País;Cidade;Website;Notas",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Reino Unido","London","fonte.com","met")),
"it":("Azienda;Referente;E-mail;Telefono;Cellulare;Paese;Città;Sito web;Note",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Regno Unito","London","fonte.com","met")),
"it2":("Ragione sociale;Persona di contatto;Posta elettronica;Tel.;Telefono cellulare;Nazione;Località;Sito;Commenti",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Regno Unito","London","fonte.com","met")),
"ru":("Компания;Контактное лицо;Эл. почта;Телефон;Мобильный телефон;Страна;Город;Сайт;Комментарий",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Великобритания","London","fonte.com","met")),
"ru2":("Организация;ФИО;Электронная почта;Рабочий телефон;Моб. телефон;Страна;Город;Веб-сайт;Примечание",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Великобритания","London","fonte.com","met")),
"pl":("Firma;Osoba kontaktowa;E-mail;Telefon;Telefon komórkowy;Kraj;Miasto;Strona internetowa;Uwagi",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Wielka Brytania","London","fonte.com","met")),
"tr":("Firma;İlgili kişi;E-posta;Telefon;Cep telefonu;Ülke;Şehir;Web sitesi;Notlar",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Birleşik Krallık","London","fonte.com","met")),
"nl":("Bedrijf;Contactpersoon;E-mail;Telefoon;Mobiel;Land;Plaats;Website;Opmerkingen",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","Verenigd Koninkrijk","London","fonte.com","met")),
"ar":("الشركة,اسم جهة الاتصال,البريد الإلكتروني,الهاتف,الجوال,الدولة,المدينة,الموقع الإلكتروني,ملاحظات",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","المملكة المتحدة","London","fonte.com","met")),
"ja":("会社名,担当者,メールアドレス,電話番号,携帯電話,国,市区町村,ウェブサイト,備考",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","イギリス","London","fonte.com","met")),
"ko":("회사명,담당자,이메일,전화번호,휴대폰,국가,도시,웹사이트,비고",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","영국","London","fonte.com","met")),
"snake":("company_name,contact_name,email_address,phone_number,mobile_phone,country_code,city,website_url,notes",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","GB","London","fonte.com","met")),
"camel":("companyName,contactName,emailAddress,phoneNumber,mobilePhone,countryCode,city,websiteUrl,notes",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","GB","London","fonte.com","met")),
"kebab":("company-name,contact-name,e-mail,phone-number,mobile-phone,country,city,web-site,notes",("Fonte Ltd","Ana Gil","ana@fonte.com","+44 20 7946 0000","+44 7700 900001","GB","London","fonte.com","met")),
}
for lang,(heads,cells) in GEN.items():
    sep=";" if ";" in heads else ","
    mobile = "whatsapp" if "WhatsApp" in heads else "phone"
    case("generic "+lang, heads+"\n"+sep.join(cells)+"\n", leads=[{"company": "Fonte Ltd","person": "Ana Gil","country": "GB","city": "London","website": "fonte.com","points": [("email","ana@fonte.com"),("phone","+44 20 7946 0000"),(mobile,"+44 7700 900001")],"about_has": "met"}], problems=0, unread=[])
case("es nombre+apellidos","Empresa;Nombre;Apellidos;Email\nA;Ana;Gil Mora;ana@a.es\n",leads=[{"person": "Ana Gil Mora"}],problems=0)
case("es nombre+2 apellidos","Empresa;Nombre;Primer apellido;Segundo apellido;Email\nA;Ana;Gil;Mora;ana@a.es\n",leads=[{"person": "Ana Gil Mora"}],problems=0)
case("de name+vorname","Firma;Name;Vorname;E-Mail\nA;Koch;Lena;l@koch.de\n",leads=[{"person": "Lena Koch"}],problems=0)
case("fr nom+prenom","Société;Nom;Prénom;E-mail\nA;Garnier;Élodie;e@g.fr\n",leads=[{"person": "Élodie Garnier"}],problems=0)
case("it nome+cognome","Azienda;Nome;Cognome;E-mail\nA;Ugo;Neri;u@n.it\n",leads=[{"person": "Ugo Neri"}],problems=0)
case("pt nome+sobrenome","Empresa;Nome;Sobrenome;E-mail\nA;João;Sousa;j@s.br\n",leads=[{"person": "João Sousa"}],problems=0)
case("ru","Компания;Фамилия;Имя;Отчество;Почта\nВода;Петров;Иван;Ильич;p@v.ru\n",leads=[{"person": "Иван Ильич Петров"}],problems=0)
case("en name+surname","Company,Name,Surname,Email\nA,Tom,Baker,t@b.uk\n",leads=[{"person": "Tom Baker"}],problems=0)
case("last, first",'Company,Contact,Email\nA,"BAKER, Tom",t@b.uk\n',leads=[{"person": "Tom BAKER"}],problems=0)
case("ja family given","会社名,姓,名,メール\nA,山田,太郎,t@y.jp\n",leads=[{"person": "山田太郎"}],problems=0)
case("ko","회사,성,이름,이메일\nA,김,민수,k@m.kr\n",leads=[{"person": "김민수"}],problems=0)
case("zh pinyin","公司,姓,名,邮箱\nA,Wang,Xiaoming,w@x.cn\n",leads=[{"person": "Xiaoming Wang"}],problems=0)
case("hu names","Cég;Vezetéknév;Keresztnév;E-mail;Ország\nA;Nagy;Éva;e@a.hu;HU\n",leads=[{"person": "Éva Nagy","company": "A"}],problems=0)
# fmt: on
case(
    "hubspot companies",
    row(
        "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry,Lifecycle Stage",
        **{
            "Record ID": "9",
            "Company name": "Bluebay",
            "Company owner": "Li",
            "Phone Number": "+44 20 1",
            "City": "Leeds",
            "Country/Region": "UK",
        },
    ),
    dialect="hubspot",
    leads=[{"id": "9", "company": "Bluebay", "owner": "Li", "country": "GB"}],
)
case(
    "google two orgs",
    rowd(
        [
            "First Name",
            "Last Name",
            "Organization Name",
            "E-mail 1 - Label",
            "E-mail 1 - Value",
            "Phone 1 - Label",
            "Phone 1 - Value",
            "Phone 2 - Label",
            "Phone 2 - Value",
            "Labels",
        ],
        {
            "First Name": "Kim",
            "Organization Name": "A",
            "E-mail 1 - Value": "k@a.kr",
            "Phone 1 - Label": "Main",
            "Phone 1 - Value": "+82 2 000 0000",
            "Phone 2 - Label": "WhatsApp",
            "Phone 2 - Value": "+82 10 1111 2222",
        },
    ),
    dialect="google_contacts",
    leads=[
        {
            "roles": [
                ("k@a.kr", "contact"),
                ("+82 2 000 0000", "switchboard"),
                ("+82 10 1111 2222", "contact"),
            ],
            "points": [
                ("email", "k@a.kr"),
                ("phone", "+82 2 000 0000"),
                ("whatsapp", "+82 10 1111 2222"),
            ],
        }
    ],
    problems=0,
)


@pytest.mark.parametrize(("octets", "expected"), CASES)
def test_each_column_finds_its_place(octets, expected, assert_read):
    """By program, by language, by what stands beside it."""
    assert_read(octets, **expected)
